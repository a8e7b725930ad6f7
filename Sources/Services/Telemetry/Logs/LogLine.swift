import Foundation
import Logging

/// Formats one JSON log line.
enum LogLine {
    /// The members of every line; metadata with one of these names is renamed `fact.NAME`.
    static let reserved = ["time", "level", "label", "message"]

    static func json(
        time: Date, level: Logger.Level, label: String, message: String, facts: Logger.Metadata
    ) -> String {
        var members: [(String, Value)] = [
            ("time", .text(timestamp(time))), ("level", .text(level.rawValue)), ("label", .text(label)),
            ("message", .text(message)),
        ]
        for (key, value) in facts.sorted(by: { $0.key < $1.key }) {
            members.append((reserved.contains(key) ? "fact.\(key)" : key, Value(value)))
        }
        return "{" + members.map { "\(Value.text($0).json):\($1.json)" }.joined(separator: ",") + "}\n"
    }

    /// RFC 3339, UTC, milliseconds.
    static func timestamp(_ time: Date) -> String {
        time.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    private indirect enum Value {
        case text(String)
        case list([Value])
        case members([(String, Value)])

        init(_ value: Logger.MetadataValue) {
            switch value {
            case .string(let text): self = .text(text)
            case .stringConvertible(let text): self = .text(text.description)
            case .array(let items): self = .list(items.map(Value.init))
            case .dictionary(let items):
                self = .members(items.sorted { $0.key < $1.key }.map { ($0.key, Value($0.value)) })
            }
        }

        var json: String {
            switch self {
            case .text(let text): Value.quoted(text)
            case .list(let items): "[\(items.map(\.json).joined(separator: ","))]"
            case .members(let items):
                "{\(items.map { "\(Value.quoted($0)):\($1.json)" }.joined(separator: ","))}"
            }
        }

        private static func quoted(_ text: String) -> String {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .withoutEscapingSlashes
            // Encoding a string as JSON cannot fail.
            return String(decoding: (try? encoder.encode(text)) ?? Data("\"\"".utf8), as: UTF8.self)
        }
    }
}
