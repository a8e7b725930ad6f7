package import Footage
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

/// The progress of a check of a review.
package struct CheckStatus: Hashable, Sendable {
    /// The chunk that is reviewed again, together with the attempt it is compared with; nil for a labelled clip.
    package let chunk: ChunkID?
    package let epoch: Int?
    package let state: CheckState
    /// Why the last attempt failed; empty if none did.
    package let failure: String
}

/// The progress of reviewing one labelled clip beside a review.
package struct ClipCheck: Hashable, Sendable {
    package let camera: CameraID
    package let light: String
    /// As it was added.
    package let path: String
    package let state: CheckState
    /// Why the last attempt failed; empty if none did.
    package let failure: String
    /// Whether a result for the current labels exists, from any source.
    package let isMeasured: Bool
}
