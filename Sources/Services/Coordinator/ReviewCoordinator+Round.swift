import Logging
import Storage
import Telemetry
import WorkQueue

/// One round of the coordinator that leads.
extension ReviewCoordinator {
    func act(under leadership: Leadership) async throws {
        cost.rounds += 1
        try await spending(\.rescuing) { try await rescue(under: leadership) }
        try await spending(\.merging) { try await merge(under: leadership) }
        let complete = try await spending(\.completing) { try await database.completeReviews(under: leadership) }
        for review in complete {
            metrics.countReview()
            logger.info("review is complete", metadata: .facts([.review: "\(review)"]))
        }
        try await spending(\.completing) { try await double(under: leadership) }
    }

    /// Chooses what of the reviews that have ended is reviewed twice; idle workers do it.
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

    private func rescue(under leadership: Leadership) async throws {
        let rescued = try await database.rescue(
            maximumAttempts: configuration.maximumAttempts, under: leadership)
        metrics.countExpiries(rescued)
        if rescued > 0 {
            logger.warning("took chunks back from silent workers", metadata: .facts([.count: "\(rescued)"]))
        }
        let ended = try await database.endStuckSessions(silentFor: .seconds(30), under: leadership)
        if ended > 0 { logger.warning("ended sessions of silent workers", metadata: .facts([.count: "\(ended)"])) }
        guard let factor = configuration.stragglerFactor, ContinuousClock.now >= nextStragglers else { return }
        nextStragglers = .now + .seconds(5)
        for chunk in try await database.takeBackStragglers(from: factor, under: leadership) {
            logger.warning("took a chunk back from a slow worker", metadata: .facts([.chunk: "\(chunk)"]))
        }
    }

    /// Complete cameras at once; the others now and then, so that a running review can be watched in SQL.
    private func merge(under leadership: Leadership) async throws {
        let start = ContinuousClock.now
        let isProvisionalDue = start >= nextProvisionalMerge
        let tasks = try await database.mergeTasks(provisional: isProvisionalDue)
        for task in tasks {
            let findings = try await metrics.timing(.merge) {
                try await merger.findings(review: task.review, camera: task.camera)
            }
            guard try await database.store(findings, of: task, under: leadership) else { return }
        }
        if isProvisionalDue, !tasks.isEmpty {
            // The more there is to merge, the more seldom: a tenth of the time at most goes into what is not final.
            let now = ContinuousClock.now
            nextProvisionalMerge = now + max(configuration.provisionalMerge, (now - start) * 10)
        }
    }
}
