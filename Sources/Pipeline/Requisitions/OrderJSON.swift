/// A JSON value as written in a file. Objects keep the order of their keys and repeated keys, which a dictionary would
/// hide.
package indirect enum OrderJSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([OrderJSON])
    case object([Member])

    package struct Member: Hashable, Sendable {
        package let key: String
        package let value: OrderJSON

        package init(key: String, value: OrderJSON) {
            self.key = key
            self.value = value
        }
    }

    /// Why text is not valid JSON (RFC 8259), and where.
    package struct SyntaxError: Error, Equatable, CustomStringConvertible {
        package let line: Int
        package let problem: String

        package var description: String { "line \(line): \(problem)" }
    }

    /// The name of this kind of value in messages.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "text"
        case .array: "a list"
        case .object: "an object"
        }
    }

    package init(parsing text: String) throws(SyntaxError) {
        var reader = OrderJSONReader(text)
        self = try reader.document()
    }
}
