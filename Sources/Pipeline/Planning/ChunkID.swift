/// Identifies one chunk of a review.
package struct ChunkID: RawRepresentable, Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    package var description: String { String(rawValue) }

    package static func < (left: ChunkID, right: ChunkID) -> Bool { left.rawValue < right.rawValue }
}
