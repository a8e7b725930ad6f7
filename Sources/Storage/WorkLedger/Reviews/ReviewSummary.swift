package import Chronology
import Footage
package import Planning
package import Requisitions

/// A review and how far it is.
package struct ReviewSummary: Sendable {
    package let id: ReviewID
    package let requisition: RequisitionID
    package let reference: String
    package let profileName: String
    package let profileDigest: String
    /// All settings, as JSON.
    package let profile: String
    /// Of the workers that may claim its chunks; `AnalysisVersion.unknown` where it was started before there were any.
    package let analysisVersion: Int
    package let chunkLength: String
    package let urgency: Urgency
    /// When it should be done; reviews of the same urgency are served in the order of their deadlines.
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
    /// The share of the chunks that is to be reviewed twice, in ten-thousandths.
    package let doubleShare: Int

    /// Whether nothing more will happen to it unless somebody asks for it.
    package var hasEnded: Bool { state != .running && state != .paused }

    package var chunkCount: Int { chunks.values.reduce(0, +) }
    package var chunksFinal: Int {
        chunks.filter(\.key.isFinal).values.reduce(0, +)
    }
}
