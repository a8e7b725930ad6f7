package import Chronology
import Footage
package import Planning

/// One claim of a chunk and its outcome.
package struct AttemptRecord: Sendable, Equatable {
    package let chunk: ChunkID
    package let epoch: Int
    package let worker: String
    package let host: String
    package let build: String
    package let started: Timestamp
    package let finished: Timestamp?
    /// Nil while it runs.
    package let outcome: AttemptOutcome?
    package let detail: String?
    /// Present for failed attempts.
    package let evidence: FailureEvidence?
}
