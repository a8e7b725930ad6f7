package import Access
package import Journal
package import Planning
package import Requisitions
package import WorkLedger

/// Starts a review of a requisition's footage.
package struct StartReview: Operation {
    package struct Outcome: Sendable {
        package let id: ReviewID
        /// The same review under another analysis version, because of which a new one was started.
        package let otherVersion: ReviewOfOtherVersion?
        /// Why the labelled clips are not measured although requested. The review is started anyway.
        package let clipsProblem: (any Error)?
    }

    package let requisition: RequisitionID
    package let terms: ReviewTerms
    /// Whether to start a new review even if one with the same footage and settings exists.
    package let again: Bool
    /// The share of chunks that other workers review a second time.
    package let double: Share?
    /// Whether workers also measure the site's labelled clips with the same profile.
    package let withKnownAnswers: Bool

    package init(
        of requisition: RequisitionID, terms: ReviewTerms, again: Bool = false, double: Share? = nil,
        withKnownAnswers: Bool = false
    ) {
        self.requisition = requisition
        self.terms = terms
        self.again = again
        self.double = double
        self.withKnownAnswers = withKnownAnswers
    }

    package var act: Act { .reviewStart }
    package var subject: JournalSubject { .requisition(requisition.rawValue) }

    package func run(under permit: Permit) async throws -> Outcome {
        let planner = ReviewPlanner(database: permit.database)
        var plan = try await planner.plan(requisition, terms)
        plan.request.doubleShare = double?.tenThousandths ?? 0
        let other = again ? nil : try await planner.sameOfOtherVersion(as: plan)
        let id = try await again ? planner.start(plan) : planner.startOnce(plan)
        try await permit.note(.reviewStarted, on: .review(id.rawValue))
        guard withKnownAnswers else { return Outcome(id: id, otherVersion: other, clipsProblem: nil) }
        do {
            guard try await permit.database.checkKnownAnswers(beside: id) > 0 else { throw MeasureKnownAnswers.noClips }
            return Outcome(id: id, otherVersion: other, clipsProblem: nil)
        } catch {
            // The review runs: its id must reach the caller whatever became of the clips.
            await permit.refuse(because: error)
            return Outcome(id: id, otherVersion: other, clipsProblem: error)
        }
    }
}

/// Estimates what a review would cost, without starting it.
package struct EstimateReview: Operation {
    package let requisition: RequisitionID
    package let terms: ReviewTerms

    package init(of requisition: RequisitionID, terms: ReviewTerms) {
        self.requisition = requisition
        self.terms = terms
    }

    package var act: Act { .reviewStart }
    package var kind: JournalEntry.Kind { .consultation }
    package var subject: JournalSubject { .requisition(requisition.rawValue) }

    package func run(under permit: Permit) async throws -> ReviewEstimate {
        try await ReviewPlanner(database: permit.database).plan(requisition, terms).estimate
    }
}
