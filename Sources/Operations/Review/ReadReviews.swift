package import Access
package import Formats
package import Journal
package import Planning
import Requisitions
package import WorkLedger

/// Lists the reviews of the cases that the caller may see, the newest first.
package struct ListReviews: Operation {
    package init() {}

    package var act: Act { .reviewList }

    package func run(under permit: Permit) async throws -> [ReviewSummary] {
        let visible = try await permit.visibleRequisitions()
        return try await permit.database.reviews().filter { visible?.contains($0.requisition.rawValue) ?? true }
    }
}

/// Reads one review: how far it is, and how far its checks are.
package struct ShowReview: Operation {
    package struct Outcome: Sendable {
        package let review: ReviewSummary
        /// What was measured on the site's labelled clips.
        package let knownAnswers: KnownAnswers
        /// Chunks that take unusually long; none once the review has ended.
        package let stragglers: [Straggler]
        /// Why no worker takes its chunks, if that is for its analysis version.
        package let lack: VersionLack?
        /// Nil where no share is reviewed twice and nothing was replayed.
        package let double: DoubleReview?
        /// Nil where no clips were asked for.
        package let clips: KnownAnswerProgress?
    }

    package let id: ReviewID

    package init(id: ReviewID) { self.id = id }

    package var act: Act { .reviewShow }
    package var subject: JournalSubject { .review(id.rawValue) }

    package func run(under permit: Permit) async throws -> Outcome {
        let database = permit.database
        let review = try await database.review(id)
        // Not every account that may see a review may see the workers.
        let lack = review.hasEnded ? nil : review.lackOfItsVersion(among: (try? await database.workers()) ?? [])
        return Outcome(
            review: review, knownAnswers: KnownAnswers(try await database.knownAnswers(of: review.id)),
            stragglers: review.hasEnded ? [] : try await database.stragglers(of: review.id),
            lack: lack, double: try await DoubleReview(review, in: database),
            clips: KnownAnswerProgress(try await database.checks(of: review.id)))
    }
}
