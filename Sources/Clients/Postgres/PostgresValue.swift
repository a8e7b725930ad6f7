/// One value sent as a parameter or read from a result.
package enum PostgresValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case double(Double)
    /// Text, or any type with a text form; the server infers a parameter's type from the context.
    case text(String)
    case bytes([UInt8])
    case timestamp(PostgresTimestamp)
    case integers([Int64])
    case texts([String])

    /// The type's name for error messages, which never contain the value itself.
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
