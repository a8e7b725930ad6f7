import Analysis
package import Chronology
package import Footage
package import Planning
package import Requisitions

/// A requested review: planned, but not stored yet.
package struct ReviewRequest: Sendable {
    package let requisition: RequisitionID
    package let profileName: String
    /// `sha256:` and the digest of the profile's canonical JSON.
    package let profileDigest: String
    /// Canonical JSON.
    package let profile: String
    /// Of the profile. Only workers of the same version claim the chunks.
    package let analysisVersion: Int
    package let length: ChunkLength
    package let urgency: Urgency
    package let chunks: [PlannedChunk]
    /// When it should be done.
    package var deadline: Timestamp?
    /// The footage it was planned over; nil: all footage of the requisition.
    package let recordings: [RecordingID]?
    /// Identifies the request, so that asking twice gives one review; nil: always create a new review.
    package var submission: String?
    /// The share of chunks to review twice, in ten-thousandths.
    package var doubleShare = 0

    package init(
        requisition: RequisitionID, profileName: String, profileDigest: String, profile: String,
        analysisVersion: Int = AnalysisVersion.current, length: ChunkLength, urgency: Urgency, chunks: [PlannedChunk],
        deadline: Timestamp? = nil, recordings: [RecordingID]? = nil, submission: String? = nil
    ) {
        self.requisition = requisition
        self.profileName = profileName
        self.profileDigest = profileDigest
        self.profile = profile
        self.analysisVersion = analysisVersion
        self.length = length
        self.urgency = urgency
        self.chunks = chunks
        self.deadline = deadline
        self.recordings = recordings
        self.submission = submission
    }
}
