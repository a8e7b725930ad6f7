package import Planning
package import Requisitions

/// Work that an idle worker does beside a review, to measure how far its results can be trusted.
package struct ReviewCheck: Hashable, Sendable {
    package enum Subject: Hashable, Sendable {
        /// A chunk to review again. The claim holds the epoch of the result to compare with; the chunk cannot be
        /// finished with it.
        case double(ChunkClaim)
        /// A labelled clip, and the canonical JSON of the profile to review it with.
        case knownAnswer(KnownAnswerClip, profile: String)
    }

    package let id: Int64
    package let review: ReviewID
    package let requisition: RequisitionID
    /// Number of attempts, including this one.
    package let attempts: Int
    package let subject: Subject
}
