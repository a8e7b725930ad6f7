import Foundation

/// A word to all nodes that makes them look into the database at once. Losing one costs time, never correctness.
package struct Hint: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Codable {
        /// New tickets were published.
        case wake
        /// A review was cancelled.
        case cancel
        /// A review was paused.
        case pause
        /// A node shall drain, or resume.
        case drain
    }

    package var kind: Kind
    package var review: String?
    package var node: String?

    package init(_ kind: Kind, review: String? = nil, node: String? = nil) {
        self.kind = kind
        self.review = review
        self.node = node
    }

    func encoded() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }

    /// nil for what this version does not understand: hints are optional by nature.
    init?(decoding bytes: [UInt8]) {
        guard bytes.count <= Ticket.sizeLimit, let hint = try? JSONDecoder().decode(Hint.self, from: Data(bytes)) else {
            return nil
        }
        self = hint
    }
}
