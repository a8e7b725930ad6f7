/// A type that can be read from a column.
package protocol PostgresDecodable: Sendable {
    /// Returns nil if `value` has another type or is out of range.
    static func decode(_ value: PostgresValue) -> Self?
}

extension PostgresValue: PostgresDecodable {
    package static func decode(_ value: PostgresValue) -> PostgresValue? { value }
}

extension Bool: PostgresDecodable {
    package static func decode(_ value: PostgresValue) -> Bool? {
        if case .bool(let flag) = value { flag } else { nil }
    }
}

extension Int64: PostgresDecodable {
    package static func decode(_ value: PostgresValue) -> Int64? {
        if case .integer(let integer) = value { integer } else { nil }
    }
}

extension Int: PostgresDecodable {
    package static func decode(_ value: PostgresValue) -> Int? { Int64.decode(value).flatMap(Int.init(exactly:)) }
}

extension Int32: PostgresDecodable {
    package static func decode(_ value: PostgresValue) -> Int32? { Int64.decode(value).flatMap(Int32.init(exactly:)) }
}

extension Double: PostgresDecodable {
    package static func decode(_ value: PostgresValue) -> Double? {
        if case .double(let number) = value { number } else { nil }
    }
}

extension String: PostgresDecodable {
    package static func decode(_ value: PostgresValue) -> String? {
        if case .text(let text) = value { text } else { nil }
    }
}

extension PostgresTimestamp: PostgresDecodable {
    package static func decode(_ value: PostgresValue) -> PostgresTimestamp? {
        if case .timestamp(let timestamp) = value { timestamp } else { nil }
    }
}

extension Array: PostgresDecodable where Element: PostgresArrayElement {
    package static func decode(_ value: PostgresValue) -> [Element]? { Element.array(from: value) }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    package static func decode(_ value: PostgresValue) -> Wrapped?? {
        if case .null = value { return .some(nil) }
        return Wrapped.decode(value).map { .some($0) }
    }
}
