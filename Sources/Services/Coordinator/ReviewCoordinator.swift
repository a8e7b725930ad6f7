import Foundation
package import Logging
import ServiceLifecycle
package import Storage
import Telemetry
package import WorkQueue

/// Drives the reviews: publishes tickets, takes chunks back from dead workers, merges timelines, ends reviews.
///
/// Several may run; the one that holds the lease acts, and each of its writes carries the term of its leadership.
/// Everything it does can be done twice without harm.
package actor ReviewCoordinator: Service {
    private let name: String
    let configuration: CoordinatorConfiguration
    private let database: Database
    let dispatcher: TicketDispatcher
    let quarantine: QuarantineKeeper?
    let hints: ControlChannel?
    private let merger: TimelineMerger
    private let metrics: CoordinatorMetrics
    let logger: Logger
    var isStopping = false
    var leadership: Leadership?
    private var nextProvisionalMerge = ContinuousClock.now
    private var nextStragglers = ContinuousClock.now
    var nextLook = ContinuousClock.now
    var lastTickets: ContinuousClock.Instant?
    var refusedSince: ContinuousClock.Instant?
    /// What its rounds cost so far.
    package var cost = CoordinatorCost()

    /// - Parameters:
    ///   - quarantine: where the broker puts messages aside; on another connection than the publisher's.
    ///   - hints: to wake workers that have nothing to do.
    package init(
        name: String, configuration: CoordinatorConfiguration, database: Database, publisher: TicketPublisher,
        quarantine: QuarantineSource? = nil, hints: ControlChannel? = nil,
        metrics: CoordinatorMetrics = CoordinatorMetrics(MetricRegistry()), logger: Logger
    ) {
        self.name = name
        self.configuration = configuration
        self.database = database
        dispatcher = TicketDispatcher(
            database: database, publisher: publisher, configuration: configuration, metrics: metrics, logger: logger)
        self.quarantine = quarantine.map {
            QuarantineKeeper(
                database: database, source: $0, maximumAttempts: configuration.maximumAttempts, logger: logger)
        }
        self.hints = hints
        merger = TimelineMerger(database: database)
        self.metrics = metrics
        self.logger = logger
    }

    /// Acts or stands by until graceful shutdown.
    package func run() async throws {
        logger.info("coordinator is up", metadata: .facts([.coordinator: "\(name)"]))
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                // Publishing waits for a broker that is away, and must keep nothing else waiting: neither the lease of
                // leadership nor rescue and merge.
                group.addTask { await self.dispatchLoop() }
                await self.loop()
                group.cancelAll()
            }
        } onGracefulShutdown: {
            // The handler is synchronous; the task only hands the message to this actor.
            Task { await self.stop() }
        }
        logger.info("coordinator has stopped", metadata: .facts([.coordinator: "\(name)"]))
    }

    private func stop() {
        isStopping = true
    }

    private func loop() async {
        while !isStopping, !Task.isCancelled {
            do {
                let current = try await database.lead(as: name, lease: configuration.lease)
                if current != leadership, let current {
                    logger.info(
                        "coordinator leads",
                        metadata: .facts([.coordinator: "\(name)", .term: "\(current.term)"]))
                }
                leadership = current
                metrics.tell(term: current?.term)
                if let current {
                    let renewal = Task { await self.keepLeading(current) }
                    defer { renewal.cancel() }
                    try await metrics.timing(.round) { try await act(under: current) }
                }
            } catch {
                if !Task.isCancelled {
                    metrics.countFailedRound()
                    logger.warning("coordinator's round failed", metadata: .facts([.error: "\(error)"]))
                }
            }
            try? await Task.sleep(for: configuration.round)
        }
        if let leadership {
            // Handing over must work in a cancelled task too.
            await Task { try? await self.database.resign(leadership) }.value
        }
    }

    /// Renews the lease while a round lasts: a merge may take longer than it does.
    private func keepLeading(_ leadership: Leadership) async {
        while (try? await Task.sleep(for: configuration.lease / 3)) != nil {
            // Whoever is replaced is fenced off by the term.
            guard (try? await database.lead(as: name, lease: configuration.lease)) == leadership else { return }
        }
    }

    private func act(under leadership: Leadership) async throws {
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
            // A long merge must not cost the lease.
            guard try await database.lead(as: name, lease: configuration.lease) == leadership else { return }
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
