package import Access
package import Journal
package import Planning
package import WorkLedger

/// Extends a review to footage imported after it was started, or retries its holes.
package struct ExtendReview: Operation {
    package let id: ReviewID
    /// Whether to retry what was quarantined, skipped or partly undecodable, instead of adding new footage.
    package let holes: Bool
    /// Whether to change nothing and only report what would change.
    package let isDryRun: Bool
    /// Receives the planned changes.
    package let onPlan: @Sendable (ReviewChanges) -> Void

    package init(
        _ id: ReviewID, holes: Bool, isDryRun: Bool, onPlan: @escaping @Sendable (ReviewChanges) -> Void
    ) {
        self.id = id
        self.holes = holes
        self.isDryRun = isDryRun
        self.onPlan = onPlan
    }

    package var act: Act { .reviewExtend }
    package var kind: JournalEntry.Kind { isDryRun ? .consultation : .change }
    package var subject: JournalSubject { .review(id.rawValue) }

    package func run(under permit: Permit) async throws {
        let extender = ReviewExtender(database: permit.database)
        let review = try await permit.database.review(id)
        guard review.state != .cancelled else {
            throw OperationError("review \(id) was cancelled: start a new one")
        }
        let changes = try await holes ? extender.holes(of: review.id) : extender.changes(of: review.id)
        guard !changes.isEmpty else {
            throw OperationError(
                holes
                    ? "review \(id) has no holes: there is nothing to review again"
                    : "review \(id) already covers all the footage of its cameras: import late footage with "
                        + "`relecture footage import` first")
        }
        onPlan(changes)
        if !isDryRun { try await extender.extend(review.id, by: changes) }
    }
}
