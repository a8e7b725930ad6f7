import AMQP
import Postgres
import WorkQueue

/// The result of one trial: what was submitted, how long it took, and all violations.
package struct FaultTrial: Sendable {
    package let review: String
    /// The digest of an undisturbed review of the same footage.
    package let digest: String
    /// Chunks at submission.
    package let chunks: Int
    /// Claims of all chunks together; shows how much work was repeated.
    package private(set) var attempts = 0
    package private(set) var violations: [Violation] = []
    /// Number of broker restarts, standing in for an operator, after all faults had healed. See `DeafBroker`.
    package private(set) var brokerRestarts = 0
    private let start = ContinuousClock.now
    package private(set) var duration: Duration = .zero

    init(review: String, digest: String, chunks: Int) {
        self.review = review
        self.digest = digest
        self.chunks = chunks
    }

    /// Waits for the review to end, stops the cluster, and checks the resulting state.
    mutating func finish(_ disturbed: DisturbedReview, limit: Duration) async throws {
        var state = await ReviewEnd.wait(for: review, at: await disturbed.cluster.urls, within: limit)
        if state == "running", try await restartDeafBroker(of: disturbed) {
            state = await ReviewEnd.wait(for: review, at: await disturbed.cluster.urls, within: limit)
        }
        if state != "complete" {
            violations.append(Violation("review-completes", "it is \(state) \(limit) after healing"))
        }
        for node in await disturbed.cluster.stop() {
            violations.append(Violation("stops-in-order", "\(node) did not within \(FaultCluster.stopLimit)"))
        }
        attempts = try await disturbed.count("attempt")
        // A review may end without the broker, but checking its queues needs it.
        try await restartDeafBroker(of: disturbed)
        let urls = await disturbed.cluster.urls
        var ledger = ReviewLedger()
        ledger.submitted(ReviewLedger.Entry(review: review, chunks: chunks))
        violations += try await disturbed.withPool { pool in
            let check = ClusterCheck(pool: pool)
            return try await check.violations() + check.violations(of: ledger)
        }
        do {
            violations += try await FaultTrial.tickets(left: disturbed)
        } catch let error as AMQPError where error.kind == .closedByBroker(code: 541) {
            // It serves some queues but not others, even when they are declared again.
            try await disturbed.cluster.apply(.broker(.restart))
            brokerRestarts += 1
            violations += try await FaultTrial.tickets(left: disturbed)
        }
        let found = try await ReviewEnd.digest(of: review, at: urls, in: disturbed.place)
        if found != digest { violations.append(Violation("findings-are-equal", "\(found), undisturbed \(digest)")) }
        duration = ContinuousClock.now - start
    }

    private static func tickets(left disturbed: DisturbedReview) async throws -> [Violation] {
        let endpoint = try AMQPEndpoint(await disturbed.cluster.urls.broker)
        return try await disturbed.withPool { try await ClusterCheck(pool: $0).violations(ofTicketsAt: endpoint) }
    }

    /// Restarts a deaf broker, as an operator would. Returns whether that was necessary.
    @discardableResult
    private mutating func restartDeafBroker(of disturbed: DisturbedReview) async throws -> Bool {
        let broker = try AMQPEndpoint(await disturbed.cluster.urls.broker)
        // Some queues may be served while others, declared again by the coordinator under the same names, are not.
        let isDeaf = try await DeafBroker.isDeaf(at: broker)
        let silent = isDeaf ? [] : try await Topology().unanswered(at: broker, options: ConnectionOptions())
        guard isDeaf || !silent.isEmpty else { return false }
        try await disturbed.cluster.apply(.broker(.restart))
        brokerRestarts += 1
        return true
    }
}
