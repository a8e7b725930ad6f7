/// A JSON value as it stands in a file: objects keep the order and the repetition of their keys, which a reader that
/// makes dictionaries of them would hide.
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

    /// Why a text is no JSON (RFC 8259), and where.
    package struct SyntaxError: Error, Equatable, CustomStringConvertible {
        package let line: Int
        package let problem: String

        package var description: String { "line \(line): \(problem)" }
    }

    /// What it is called in messages.
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
