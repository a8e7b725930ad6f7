package import Planning
package import Requisitions

/// What a worker does beside a review when nothing else waits, to show how far its results can be trusted.
package struct ReviewCheck: Hashable, Sendable {
    package enum Subject: Hashable, Sendable {
        /// A chunk that is reviewed once more; the claim holds the epoch of the result that is compared, and nobody may
        /// finish the chunk under it.
        case double(ChunkClaim)
        /// A labelled clip, and the canonical JSON of the profile that it is reviewed with.
        case knownAnswer(KnownAnswerClip, profile: String)
    }

    package let id: Int64
    package let review: ReviewID
    package let requisition: RequisitionID
    /// How often it was tried, this attempt included.
    package let attempts: Int
    package let subject: Subject
}
