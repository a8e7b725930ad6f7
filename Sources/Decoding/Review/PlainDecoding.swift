import Footage

/// Decodes a chunk's packets as a review does but analyses none of the pictures: the baseline for speed measurements.
package final class PlainDecoding {
    private let readers: [PacketReader]

    package init(_ assignment: ChunkAssignment) throws {
        readers = try assignment.sources.map { try PacketReader(source: $0) }
    }

    /// Decodes everything once and returns the number of pictures.
    package func run() throws -> Int {
        var pictures = 0
        for reader in readers where !reader.index.entries.isEmpty {
            try reader.decode(0...(reader.index.entries.count - 1)) { _ in
            } onFrame: { _, _ in
                pictures += 1
            }
        }
        return pictures
    }
}
