/// A type's OID in PostgreSQL's catalogue (`pg_type.oid`); those of built-in types never change.
struct PostgresType: RawRepresentable, Hashable, Sendable {
    let rawValue: UInt32

    static let unspecified = PostgresType(rawValue: 0)
    static let bool = PostgresType(rawValue: 16)
    static let bytea = PostgresType(rawValue: 17)
    static let char = PostgresType(rawValue: 18)
    static let name = PostgresType(rawValue: 19)
    static let int8 = PostgresType(rawValue: 20)
    static let int2 = PostgresType(rawValue: 21)
    static let int4 = PostgresType(rawValue: 23)
    static let text = PostgresType(rawValue: 25)
    static let oid = PostgresType(rawValue: 26)
    static let json = PostgresType(rawValue: 114)
    static let float4 = PostgresType(rawValue: 700)
    static let float8 = PostgresType(rawValue: 701)
    static let unknown = PostgresType(rawValue: 705)
    static let int2Array = PostgresType(rawValue: 1005)
    static let int4Array = PostgresType(rawValue: 1007)
    static let textArray = PostgresType(rawValue: 1009)
    static let varcharArray = PostgresType(rawValue: 1015)
    static let int8Array = PostgresType(rawValue: 1016)
    static let bpchar = PostgresType(rawValue: 1042)
    static let varchar = PostgresType(rawValue: 1043)
    static let timestamptz = PostgresType(rawValue: 1184)
    static let void = PostgresType(rawValue: 2278)
    static let uuid = PostgresType(rawValue: 2950)
    static let jsonb = PostgresType(rawValue: 3802)

    /// Created by CREATE TYPE. Of these, only enumerations are supported, as text.
    var isUserDefined: Bool { rawValue >= 16_384 }

    var isText: Bool {
        switch self {
        case .text, .varchar, .bpchar, .name, .char, .json, .unknown: true
        default: isUserDefined
        }
    }
}
