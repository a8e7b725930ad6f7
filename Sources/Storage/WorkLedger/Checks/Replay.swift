package import Chronology
import Footage
package import Planning

/// One comparison of a chunk's stored result with that of reviewing it once more.
package struct Replay: Hashable, Sendable {
    package let chunk: ChunkID
    /// Of the attempt whose result is stored.
    package let epoch: Int
    /// Who asked for it; empty where a worker did it by itself, for the share that the review asked for.
    package let person: String
    package let worker: String
    package let host: String
    package let build: String
    /// `sha256:` and hexadecimal.
    package let storedDigest: String
    package let replayedDigest: String
    /// Empty where the results are equal.
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
