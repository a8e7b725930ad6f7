/// A type that can be a statement parameter.
package protocol PostgresEncodable: Sendable {
    var postgresValue: PostgresValue { get }
}

extension PostgresValue: PostgresEncodable {
    package var postgresValue: PostgresValue { self }
}

extension Bool: PostgresEncodable {
    package var postgresValue: PostgresValue { .bool(self) }
}

extension Int: PostgresEncodable {
    package var postgresValue: PostgresValue { .integer(Int64(self)) }
}

extension Int64: PostgresEncodable {
    package var postgresValue: PostgresValue { .integer(self) }
}

extension Int32: PostgresEncodable {
    package var postgresValue: PostgresValue { .integer(Int64(self)) }
}

extension Double: PostgresEncodable {
    package var postgresValue: PostgresValue { .double(self) }
}

extension String: PostgresEncodable {
    package var postgresValue: PostgresValue { .text(self) }
}

extension PostgresTimestamp: PostgresEncodable {
    package var postgresValue: PostgresValue { .timestamp(self) }
}

/// An element type of PostgreSQL arrays, or of `bytea`.
package protocol PostgresArrayElement: Sendable {
    static func postgresValue(of array: [Self]) -> PostgresValue
    static func array(from value: PostgresValue) -> [Self]?
}

extension UInt8: PostgresArrayElement {
    package static func postgresValue(of array: [UInt8]) -> PostgresValue { .bytes(array) }

    package static func array(from value: PostgresValue) -> [UInt8]? {
        if case .bytes(let bytes) = value { bytes } else { nil }
    }
}

extension Int64: PostgresArrayElement {
    package static func postgresValue(of array: [Int64]) -> PostgresValue { .integers(array) }

    package static func array(from value: PostgresValue) -> [Int64]? {
        if case .integers(let integers) = value { integers } else { nil }
    }
}

extension String: PostgresArrayElement {
    package static func postgresValue(of array: [String]) -> PostgresValue { .texts(array) }

    package static func array(from value: PostgresValue) -> [String]? {
        if case .texts(let texts) = value { texts } else { nil }
    }
}

extension Array: PostgresEncodable where Element: PostgresArrayElement {
    package var postgresValue: PostgresValue { Element.postgresValue(of: self) }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    package var postgresValue: PostgresValue { self?.postgresValue ?? .null }
}
