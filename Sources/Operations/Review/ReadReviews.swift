package import Access
package import Formats
package import Journal
package import Planning
import Requisitions
package import WorkLedger

/// Lists the reviews of the cases that the caller may see, newest first.
package struct ListReviews: Operation {
    package init() {}

    package var act: Act { .reviewList }

    package func run(under permit: Permit) async throws -> [ReviewSummary] {
        let visible = try await permit.visibleRequisitions()
        return try await permit.database.reviews().filter { visible?.contains($0.requisition.rawValue) ?? true }
    }
}

/// Reads one review, its progress and the progress of its checks.
package struct ShowReview: Operation {
    package struct Outcome: Sendable {
        package let review: ReviewSummary
        /// Results measured on the site's labelled clips.
        package let knownAnswers: KnownAnswers
        /// Chunks that take unusually long; empty once the review has ended.
        package let stragglers: [Straggler]
        /// Set if no worker claims the review's chunks because of its analysis version.
        package let lack: VersionLack?
        /// Nil if no share is reviewed twice and nothing was replayed.
        package let double: DoubleReview?
        /// Nil if no clips were requested.
        package let clips: KnownAnswerProgress?
    }

    package let id: ReviewID

    package init(id: ReviewID) { self.id = id }

    package var act: Act { .reviewShow }
    package var subject: JournalSubject { .review(id.rawValue) }

    package func run(under permit: Permit) async throws -> Outcome {
        let database = permit.database
        let review = try await database.review(id)
        // Some accounts may see the review but not the workers.
        let lack = review.hasEnded ? nil : review.lackOfItsVersion(among: (try? await database.workers()) ?? [])
        return Outcome(
            review: review, knownAnswers: KnownAnswers(try await database.knownAnswers(of: review.id)),
            stragglers: review.hasEnded ? [] : try await database.stragglers(of: review.id),
            lack: lack, double: try await DoubleReview(review, in: database),
            clips: KnownAnswerProgress(try await database.checks(of: review.id)))
    }
}
