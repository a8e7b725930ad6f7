// Enumerations and identifiers are stored as their raw values. Reading a value unknown to this version is an error.

extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
    package var postgresValue: PostgresValue { rawValue.postgresValue }
}

extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
    package static func decode(_ value: PostgresValue) -> Self? { RawValue.decode(value).flatMap(Self.init(rawValue:)) }
}

extension PostgresArrayElement where Self: RawRepresentable, RawValue: PostgresArrayElement {
    package static func postgresValue(of array: [Self]) -> PostgresValue {
        RawValue.postgresValue(of: array.map(\.rawValue))
    }

    package static func array(from value: PostgresValue) -> [Self]? {
        guard let raw = RawValue.array(from: value) else { return nil }
        let known = raw.compactMap(Self.init(rawValue:))
        return known.count == raw.count ? known : nil
    }
}
