package import Chronology
package import Planning
package import Requisitions

/// The parameters that a review is started with.
package struct ReviewTerms: Sendable {
    /// Path of a JSON file with analysis settings that differ from the defaults; nil for the defaults.
    package let profile: String?
    package let length: ChunkLength
    package let urgency: Urgency
    /// When the review should be done.
    package let deadline: Timestamp?

    package init(profile: String?, length: ChunkLength, urgency: Urgency, deadline: Timestamp?) {
        self.profile = profile
        self.length = length
        self.urgency = urgency
        self.deadline = deadline
    }
}

extension ReviewPlanner {
    /// Plans a review with these terms.
    package func plan(_ requisition: RequisitionID, _ terms: ReviewTerms) async throws -> Plan {
        let settings = try terms.profile.map { try ReviewProfile(path: $0) } ?? .standard
        return try await plan(
            requisition, profile: settings, length: terms.length, urgency: terms.urgency, deadline: terms.deadline)
    }
}
