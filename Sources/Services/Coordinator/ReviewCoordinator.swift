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
    private let configuration: CoordinatorConfiguration
    private let database: Database
    private let publisher: TicketPublisher
    private let merger: TimelineMerger
    private let metrics: CoordinatorMetrics
    private let logger: Logger
    private var isStopping = false
    private var lastProvisionalMerge: ContinuousClock.Instant?

    package init(
        name: String, configuration: CoordinatorConfiguration, database: Database, publisher: TicketPublisher,
        metrics: CoordinatorMetrics = CoordinatorMetrics(MetricRegistry()), logger: Logger
    ) {
        self.name = name
        self.configuration = configuration
        self.database = database
        self.publisher = publisher
        merger = TimelineMerger(database: database)
        self.metrics = metrics
        self.logger = logger
    }

    /// Acts or stands by until graceful shutdown.
    package func run() async throws {
        logger.info("coordinator is up", metadata: .facts([.coordinator: "\(name)"]))
        await withGracefulShutdownHandler {
            await self.loop()
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
        var leadership: Leadership?
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
                if let current { try await metrics.timing(.round) { try await act(under: current) } }
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

    private func act(under leadership: Leadership) async throws {
        let rescued = try await database.rescue(
            maximumAttempts: configuration.maximumAttempts, under: leadership)
        metrics.countExpiries(rescued)
        if rescued > 0 {
            logger.warning("took chunks back from silent workers", metadata: .facts([.count: "\(rescued)"]))
        }
        // A broker that is away must not keep timelines from being merged.
        do {
            try await dispatch(under: leadership)
        } catch {
            logger.warning("cannot publish tickets", metadata: .facts([.error: "\(error)"]))
        }
        try await merge(under: leadership)
        for review in try await database.completeReviews(under: leadership) {
            metrics.countReview()
            logger.info("review is complete", metadata: .facts([.review: "\(review)"]))
        }
    }

    private func dispatch(under leadership: Leadership) async throws {
        let due = try await database.dueChunks(
            window: configuration.window, patience: configuration.ticketPatience)
        guard !due.isEmpty else { return }
        let tickets = due.map { chunk in
            Ticket(
                review: chunk.review.rawValue, chunk: chunk.chunk, urgency: Urgency.allCases[chunk.urgency],
                sequence: Int64(chunk.dispatch))
        }
        let results = try await publisher.publish(tickets)
        for result in results { metrics.count(result.outcome) }
        try await database.recordDispatch(
            of: results.filter(\.isConfirmed).map(\.ticket.chunk), under: leadership)
        if let refused = results.first(where: { !$0.isConfirmed }) {
            logger.warning(
                "the broker did not take a ticket",
                metadata: .facts([
                    .review: "\(refused.ticket.review)", .chunk: "\(refused.ticket.chunk)",
                    .outcome: "\(refused.outcome)",
                ]))
        }
    }

    /// Complete cameras at once; the others now and then, so that a running review can be watched in SQL.
    private func merge(under leadership: Leadership) async throws {
        let now = ContinuousClock.now
        let isProvisionalDue = lastProvisionalMerge.map { now - $0 >= configuration.provisionalMerge } ?? true
        let tasks = try await database.mergeTasks().filter { $0.isComplete || isProvisionalDue }
        for task in tasks {
            // A long merge must not cost the lease.
            guard try await database.lead(as: name, lease: configuration.lease) == leadership else { return }
            let findings = try await metrics.timing(.merge) {
                try await merger.findings(review: task.review, camera: task.camera)
            }
            guard try await database.store(findings, of: task, under: leadership) else { return }
        }
        if isProvisionalDue, !tasks.isEmpty { lastProvisionalMerge = .now }
    }
}
