import AMQP
import Postgres

/// What one trial came to: what was submitted, how long it took, and every promise that was broken.
package struct FaultTrial: Sendable {
    package let review: String
    /// What an undisturbed review of the same footage found.
    package let digest: String
    /// Chunks at submission.
    package let chunks: Int
    /// Claims of all chunks together: how much was done again.
    package private(set) var attempts = 0
    package private(set) var violations: [Violation] = []
    private let start = ContinuousClock.now
    package private(set) var duration: Duration = .zero

    init(review: String, digest: String, chunks: Int) {
        self.review = review
        self.digest = digest
        self.chunks = chunks
    }

    /// Sees the review through, stops the cluster, and checks what is left.
    mutating func finish(_ disturbed: DisturbedReview, limit: Duration) async throws {
        let urls = await disturbed.cluster.urls
        let state = await ReviewEnd.wait(for: review, at: urls, within: limit)
        if state != "complete" {
            violations.append(Violation("review-completes", "it is \(state) \(limit) after healing"))
        }
        for node in await disturbed.cluster.stop() {
            violations.append(Violation("stops-in-order", "\(node) did not within \(FaultCluster.stopLimit)"))
        }
        attempts = try await disturbed.count("attempt")
        var ledger = ReviewLedger()
        ledger.submitted(ReviewLedger.Entry(review: review, chunks: chunks))
        violations += try await disturbed.withPool { pool in
            let check = ClusterCheck(pool: pool)
            return try await check.violations() + check.violations(of: ledger)
                + check.violations(ofTicketsAt: AMQPEndpoint(urls.broker))
        }
        let found = try await ReviewEnd.digest(of: review, at: urls, in: disturbed.place)
        if found != digest { violations.append(Violation("findings-are-equal", "\(found), undisturbed \(digest)")) }
        duration = ContinuousClock.now - start
    }
}
