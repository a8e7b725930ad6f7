import Findings
import Logging
import Operations
import Telemetry
import WorkLedger
import WorkQueue

/// One round of the leading coordinator.
extension ReviewCoordinator {
    func act(under leadership: Leadership) async throws {
        cost.rounds += 1
        try await spending(\.merging) { try await merge(under: leadership) }
        let complete = try await spending(\.completing) { try await database.completeReviews(under: leadership) }
        for review in complete {
            metrics.countReview()
            logger.info("review is complete", metadata: .facts([.review: "\(review)"]))
        }
        try await spending(\.completing) { try await double(under: leadership) }
    }

    /// Selects chunks of completed reviews to be reviewed twice by idle workers.
    private func double(under leadership: Leadership) async throws {
        for (review, share) in try await database.reviewsToDouble() {
            let epochs = try await database.acceptedEpochs(of: review)
            let chosen = ReplaySample.choose(Array(epochs.keys), share: share)
            let orders = epochs.filter { chosen.contains($0.key) }
            guard try await database.double(orders, of: review, under: leadership) else { return }
            logger.info(
                "chunks are reviewed twice", metadata: .facts([.review: "\(review)", .count: "\(orders.count)"]))
        }
    }

    func spending<Value: Sendable>(
        _ part: WritableKeyPath<CoordinatorCost, Duration>, _ work: () async throws -> Value
    ) async throws -> Value {
        let start = ContinuousClock.now
        defer { cost[keyPath: part] += ContinuousClock.now - start }
        return try await work()
    }
}
