/// One value as it crosses the border, parameter or result.
package enum PostgresValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case double(Double)
    /// Text, and every type that has a text form: as a parameter the server infers the type from its place.
    case text(String)
    case bytes([UInt8])
    case timestamp(PostgresTimestamp)
    case integers([Int64])
    case texts([String])

    /// What errors call it; never the value itself.
    var kind: String {
        switch self {
        case .null: "NULL"
        case .bool: "a boolean"
        case .integer: "an integer"
        case .double: "a floating-point number"
        case .text: "text"
        case .bytes: "bytes"
        case .timestamp: "a timestamp"
        case .integers: "an array of integers"
        case .texts: "an array of texts"
        }
    }
}
