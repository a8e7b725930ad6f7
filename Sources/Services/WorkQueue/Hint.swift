import Foundation

/// A notice to all nodes to look into the database at once. A lost hint costs time, never correctness.
package struct Hint: Sendable, Hashable, Codable {
    /// The reason for a hint.
    package enum Kind: String, Sendable, Codable {
        /// New tickets were published.
        case wake
        /// A review was cancelled.
        case cancel
        /// A review was paused.
        case pause
        /// A node should drain or resume.
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

    /// Returns nil for hints unknown to this version; hints are always optional.
    init?(decoding bytes: [UInt8]) {
        guard bytes.count <= Ticket.sizeLimit, let hint = try? JSONDecoder().decode(Hint.self, from: Data(bytes)) else {
            return nil
        }
        self = hint
    }
}
