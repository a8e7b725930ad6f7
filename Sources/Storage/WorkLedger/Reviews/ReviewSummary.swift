package import Chronology
import Footage
package import Planning
package import Requisitions

/// A review and its progress.
package struct ReviewSummary: Sendable {
    package let id: ReviewID
    package let requisition: RequisitionID
    package let reference: String
    package let profileName: String
    package let profileDigest: String
    /// All settings, as JSON.
    package let profile: String
    /// The version of the workers that may claim its chunks; `AnalysisVersion.unknown` if it was started before
    /// versions existed.
    package let analysisVersion: Int
    package let chunkLength: String
    package let urgency: Urgency
    /// When it should be done; reviews of the same urgency are served in order of deadline.
    package let deadline: Timestamp?
    package let state: ReviewState
    package let createdAt: Timestamp
    package let finishedAt: Timestamp?
    /// Number of chunks by state.
    package let chunks: [ChunkState: Int]
    /// Microseconds of footage in all chunks, and in those reviewed so far (running ones by their progress).
    package let footage: Int64
    package let footageDone: Int64
    /// The database's clock when the summary was read.
    package let now: Timestamp
    /// The share of chunks to review twice, in ten-thousandths.
    package let doubleShare: Int

    /// Whether it stays as it is unless an operator acts.
    package var hasEnded: Bool { state != .running && state != .paused }

    package var chunkCount: Int { chunks.values.reduce(0, +) }
    package var chunksFinal: Int {
        chunks.filter(\.key.isFinal).values.reduce(0, +)
    }
}
