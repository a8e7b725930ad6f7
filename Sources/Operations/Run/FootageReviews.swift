import Access
package import Formats
import Journal
package import Planning
package import Requisitions
package import WorkLedger

/// The reviews under the requisition opened by a ``ReviewFootage``.
package struct FootageReviews: Sendable {
    let permit: Permit
    package let requisition: RequisitionID

    /// Plans and starts a review, even if an identical one exists.
    package func start(_ terms: ReviewTerms) async throws -> ReviewID {
        try await start(ReviewPlanner(database: permit.database).plan(requisition, terms))
    }

    /// Plans a review of normal urgency.
    package func plan(profile: ReviewProfile, length: ChunkLength) async throws -> ReviewPlanner.Plan {
        try await ReviewPlanner(database: permit.database).plan(
            requisition, profile: profile, length: length, urgency: .normal)
    }

    /// Starts a planned review, even if an identical one exists.
    package func start(_ plan: ReviewPlanner.Plan) async throws -> ReviewID {
        let id = try await ReviewPlanner(database: permit.database).start(plan)
        try await permit.note(.reviewStarted, on: .review(id.rawValue))
        return id
    }

    /// Waits until a review ends.
    ///
    /// - Returns: The review once it has ended.
    package func wait(
        for review: ReviewID, onLook: @escaping @Sendable (ReviewSummary) -> Void,
        onStall: @escaping @Sendable (ReviewStall) -> Void
    ) async throws -> ReviewSummary {
        try await ReviewWait(database: permit.database, onLook: onLook, onStall: onStall).wait(for: review)
    }

    /// Returns the timeline of a review.
    package func timeline(of review: ReviewID) async throws -> ReviewTimeline {
        try await TimelineReader(database: permit.database).timeline(of: review)
    }

    /// Renders the timeline of a review as text.
    package func render(_ review: ReviewID, _ rendering: TimelineRendering) async throws -> RenderedTimeline {
        try await rendering.render(review, from: permit.database)
    }

    /// The workers of the cluster.
    package func workers() async throws -> [WorkerStatus] {
        try await permit.database.workers()
    }
}
