import Crypto
import Foundation
package import Planning

/// Which chunks of a review are replayed: chosen by digest, so that nobody picks them and everybody finds the same.
package enum ReplaySample {
    /// - Parameters:
    ///   - chunks: all that have results.
    ///   - share: ten-thousandths; of any share above nothing at least one chunk is taken.
    package static func choose(_ chunks: [ChunkID], share: Int) -> Set<ChunkID> {
        let count = min(chunks.count, (chunks.count * max(0, share) + 9_999) / 10_000)
        let ranked = chunks.map { (rank: rank($0), chunk: $0) }.sorted { $0 < $1 }
        return Set(ranked.prefix(count).map(\.chunk))
    }

    private static func rank(_ chunk: ChunkID) -> UInt64 {
        SHA256.hash(data: Data("relecture-replay:\(chunk)".utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
