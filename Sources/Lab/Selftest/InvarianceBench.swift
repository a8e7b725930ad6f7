import Formats
package import Operations
package import Planning
package import WorkLedger

/// Reviews the same footage repeatedly and keeps the result of each review.
package actor InvarianceBench {
    private let reviews: FootageReviews
    private let profile: ReviewProfile
    private let wait: @Sendable (ReviewID) async throws -> ReviewSummary
    private let note: @Sendable (String) -> Void
    package private(set) var trials: [InvarianceTrial] = []

    /// - Parameters:
    ///   - wait: waits for the end of a review.
    ///   - note: receives the result of each review.
    package init(
        _ reviews: FootageReviews, profile: ReviewProfile,
        wait: @escaping @Sendable (ReviewID) async throws -> ReviewSummary, note: @escaping @Sendable (String) -> Void
    ) {
        self.reviews = reviews
        self.profile = profile
        self.wait = wait
        self.note = note
    }

    package func review(_ length: ChunkLength, workers: Int) async throws {
        let id = try await reviews.start(reviews.plan(profile: profile, length: length))
        let summary = try await wait(id)
        let timeline = try await reviews.timeline(of: id)
        let trial = InvarianceTrial(
            review: id, chunk: length, workers: workers, chunkCount: summary.chunkCount, digest: timeline.digest,
            cameras: timeline.cameras)
        note("\(trial.name): \(trial.digest)")
        trials.append(trial)
    }
}
