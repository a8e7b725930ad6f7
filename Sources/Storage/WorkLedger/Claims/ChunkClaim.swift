package import Chronology
package import Footage
package import Planning
package import Requisitions

/// A worker's right to review one chunk, as long as nobody raised the epoch since.
package struct ChunkClaim: Hashable, Sendable {
    package let chunk: ChunkID
    package let epoch: Int
    package let review: ReviewID
    package let requisition: RequisitionID
    package let camera: CameraID
    package let span: TimeSpan
    /// The scope of the review, which bounds everything that may be decoded for the chunk.
    package let windows: [TimeSpan]
    /// Canonical JSON.
    package let profile: String
    /// How often the chunk was tried, this attempt included.
    package let attempts: Int
    /// Whether whoever had the chunk before let its lease run out, and nobody had taken it back yet.
    package var isTakeover = false
}
