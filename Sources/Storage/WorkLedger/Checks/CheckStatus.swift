package import Planning

/// How far a check of a review is.
package struct CheckStatus: Hashable, Sendable {
    /// The chunk that is reviewed once more, and the attempt that it is compared with; nil: a labelled clip.
    package let chunk: ChunkID?
    package let epoch: Int?
    package let state: CheckState
    /// Why the last attempt came to nothing; empty where none did.
    package let failure: String
}
