package import Chronology
package import Footage
package import Planning
package import Requisitions

/// A worker's right to review one chunk. Valid until the chunk's epoch is raised.
package struct ChunkClaim: Hashable, Sendable {
    package let chunk: ChunkID
    package let epoch: Int
    package let review: ReviewID
    package let requisition: RequisitionID
    package let camera: CameraID
    package let span: TimeSpan
    /// The scope of the review, which limits what may be decoded for the chunk.
    package let windows: [TimeSpan]
    /// Canonical JSON.
    package let profile: String
    /// Number of attempts, including this one.
    package let attempts: Int
    /// Whether the previous holder's lease had expired without the chunk having been taken back yet.
    package var isTakeover = false
}
