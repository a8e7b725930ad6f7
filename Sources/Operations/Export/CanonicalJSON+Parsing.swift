package import Formats
import Foundation

extension CanonicalJSON {
    /// Parses JSON made of integers, strings, booleans, null, arrays and objects; nil for anything else.
    package init?(parsing text: String) {
        guard let parsed = try? JSONDecoder().decode(Parsed.self, from: Data(text.utf8)) else { return nil }
        self = parsed.value
    }

    package var members: [String: CanonicalJSON]? {
        if case .object(let members) = self { members } else { nil }
    }

    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    package var integer: Int64? {
        if case .integer(let number) = self { number } else { nil }
    }

    package var items: [CanonicalJSON] {
        if case .array(let items) = self { items } else { [] }
    }

    private struct Parsed: Decodable {
        let value: CanonicalJSON

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                value = .null
            } else if let flag = try? container.decode(Bool.self) {
                value = .bool(flag)
            } else if let number = try? container.decode(Int64.self) {
                value = .integer(number)
            } else if let text = try? container.decode(String.self) {
                value = .string(text)
            } else if let items = try? container.decode([Parsed].self) {
                value = .array(items.map(\.value))
            } else {
                value = .object(try container.decode([String: Parsed].self).mapValues(\.value))
            }
        }
    }
}
