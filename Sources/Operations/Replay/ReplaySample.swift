import Crypto
import Foundation
package import Planning

/// Selects the chunks of a review to replay. The choice is by digest, so that it is reproducible and no one can
/// influence it.
package enum ReplaySample {
    /// Returns the chosen chunks.
    ///
    /// - Parameters:
    ///   - chunks: All chunks that have results.
    ///   - share: In ten-thousandths; any share above zero selects at least one chunk.
    package static func choose(_ chunks: [ChunkID], share: Int) -> Set<ChunkID> {
        let count = min(chunks.count, (chunks.count * max(0, share) + 9_999) / 10_000)
        let ranked = chunks.map { (rank: rank($0), chunk: $0) }.sorted { $0 < $1 }
        return Set(ranked.prefix(count).map(\.chunk))
    }

    private static func rank(_ chunk: ChunkID) -> UInt64 {
        SHA256.hash(data: Data("relecture-replay:\(chunk)".utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
