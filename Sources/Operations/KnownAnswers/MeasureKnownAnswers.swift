package import Access
package import Decoding
package import Journal
package import Planning
package import Timelines
package import WorkLedger

/// Reviews the site's labelled clips on this machine with a review's profile, and stores the results with the review.
package struct MeasureKnownAnswers: Operation {
    static let noClips = OperationError("the site has no labelled clip: add some with `relecture known-answer add`")

    package let review: ReviewID
    /// Sandbox and limits of the processes that read the clips.
    package let walls: ReviewGuard
    /// Receives the review before any clip is read.
    package let onReview: @Sendable (ReviewSummary) -> Void

    package init(
        review: ReviewID, walls: ReviewGuard, onReview: @escaping @Sendable (ReviewSummary) -> Void
    ) {
        self.review = review
        self.walls = walls
        self.onReview = onReview
    }

    package var act: Act { .knownAnswerRun }
    package var subject: JournalSubject { .review(review.rawValue) }

    /// - Returns: One result per clip.
    package func run(under permit: Permit) async throws -> [KnownAnswerResult] {
        let review = try await permit.database.review(review)
        onReview(review)
        let clips = try await permit.database.knownAnswerClips()
        guard !clips.isEmpty else { throw MeasureKnownAnswers.noClips }
        let scorer = KnownAnswerScorer(walls: walls)
        var results: [KnownAnswerResult] = []
        for clip in clips {
            let score = try await scorer.score(clip, profile: review.profile)
            try await permit.database.store(score, on: clip, of: review.id, build: BuildIdentity.current.line)
            results.append(KnownAnswerResult(camera: clip.camera, light: clip.light, score: score))
        }
        return results
    }
}
