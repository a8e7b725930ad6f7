package import Chronology
import Footage
package import Planning

/// A comparison of a chunk's stored result with that of a second review.
package struct Replay: Hashable, Sendable {
    package let chunk: ChunkID
    /// Of the attempt whose result is stored.
    package let epoch: Int
    /// The account that requested it; empty if a worker ran it for the review's share of double reviews.
    package let person: String
    package let worker: String
    package let host: String
    package let build: String
    /// `sha256:` and hexadecimal digits.
    package let storedDigest: String
    package let replayedDigest: String
    /// Empty if the results are equal.
    package let difference: String
    /// When it was stored; nil: not yet.
    package var at: Timestamp?

    package init(
        chunk: ChunkID, epoch: Int, person: String, worker: String = "", host: String, build: String,
        storedDigest: String, replayedDigest: String, difference: String, at: Timestamp? = nil
    ) {
        self.chunk = chunk
        self.epoch = epoch
        self.person = person
        self.worker = worker
        self.host = host
        self.build = build
        self.storedDigest = storedDigest
        self.replayedDigest = replayedDigest
        self.difference = difference
        self.at = at
    }

    package var isEqual: Bool { storedDigest == replayedDigest }
}

/// A reviewed chunk, with its first reviewer and a claim for reviewing it again.
package struct ReplayableChunk: Hashable, Sendable {
    /// Holds the epoch of the stored result. The chunk cannot be finished with it.
    package let claim: ChunkClaim
    package let worker: String
    package let host: String
    package let build: String
}
