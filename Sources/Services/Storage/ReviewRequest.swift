package import ChunkPlanning
package import Requisitions

/// A review as it is asked for: planned, but not stored yet.
package struct ReviewRequest: Sendable {
    package let requisition: RequisitionID
    package let profileName: String
    /// `sha256:` and the digest of the profile's canonical JSON.
    package let profileDigest: String
    /// Canonical JSON.
    package let profile: String
    package let length: ChunkLength
    /// 0 urgent, 1 normal, 2 bulk.
    package let urgency: Int
    package let chunks: [PlannedChunk]

    package init(
        requisition: RequisitionID, profileName: String, profileDigest: String, profile: String, length: ChunkLength,
        urgency: Int, chunks: [PlannedChunk]
    ) {
        self.requisition = requisition
        self.profileName = profileName
        self.profileDigest = profileDigest
        self.profile = profile
        self.length = length
        self.urgency = urgency
        self.chunks = chunks
    }
}
