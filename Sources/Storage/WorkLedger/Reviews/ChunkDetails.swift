package import Chronology
package import Footage

/// Everything known about one chunk.
package struct ChunkDetails: Sendable {
    /// One claim and its outcome.
    package struct Attempt: Sendable {
        package let epoch: Int
        package let worker: String
        package let host: String
        package let build: String
        package let started: Timestamp
        package let finished: Timestamp?
        /// Nil while it runs.
        package let outcome: AttemptOutcome?
        package let kind: FailureKind?
        package let detail: String?
        /// Whether it was made before the chunk's budget was restored.
        package let isOfAnEarlierBudget: Bool
    }

    /// A file that the chunk covers.
    package struct File: Sendable {
        package let recording: RecordingID
        package let store: String
        package let path: String
        package let digest: String
    }

    package let status: ChunkStatus
    /// When it may be tried again; nil: at once.
    package let notBefore: Timestamp?
    /// Spent part of its current budget, in thirds of an attempt.
    package let spent: Int
    package let store: String
    package let files: [File]
    package let attempts: [Attempt]
}
