package import Planning

/// The progress of a check of a review.
package struct CheckStatus: Hashable, Sendable {
    /// The chunk that is reviewed again, together with the attempt it is compared with; nil for a labelled clip.
    package let chunk: ChunkID?
    package let epoch: Int?
    package let state: CheckState
    /// Why the last attempt failed; empty if none did.
    package let failure: String
}
