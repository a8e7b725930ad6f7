package import Chronology
package import Footage

/// All that is known of one chunk.
package struct ChunkDetails: Sendable {
    /// One claim and what became of it.
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
        /// Made before the chunk was given all its attempts again.
        package let isOfAnEarlierBudget: Bool
    }

    /// A file that the chunk shows.
    package struct File: Sendable {
        package let recording: RecordingID
        package let store: String
        package let path: String
        package let digest: String
    }

    package let status: ChunkStatus
    /// When it may be tried again; nil: at once.
    package let notBefore: Timestamp?
    /// Thirds of an attempt, of the budget that it has now.
    package let spent: Int
    package let store: String
    package let files: [File]
    package let attempts: [Attempt]
}
