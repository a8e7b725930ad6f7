import Foundation
package import Logging
import ServiceLifecycle
package import Storage
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
    private let logger: Logger
    private var isStopping = false
    private var leadership: Leadership?
    private var lastProvisionalMerge: ContinuousClock.Instant?

    package init(
        name: String, configuration: CoordinatorConfiguration, database: Database, publisher: TicketPublisher,
        logger: Logger
    ) {
        self.name = name
        self.configuration = configuration
        self.database = database
        self.publisher = publisher
        merger = TimelineMerger(database: database)
        self.logger = logger
    }

    /// Acts or stands by until graceful shutdown.
    package func run() async throws {
        logger.info("coordinator is up", metadata: ["coordinator": "\(name)"])
        await withGracefulShutdownHandler {
            await withTaskGroup { group in
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
        logger.info("coordinator has stopped", metadata: ["coordinator": "\(name)"])
    }

    private func stop() {
        isStopping = true
    }

    private func loop() async {
        while !isStopping, !Task.isCancelled {
            do {
                let current = try await database.lead(as: name, lease: configuration.lease)
                if current != leadership, let current {
                    logger.info("coordinator leads", metadata: ["term": "\(current.term)"])
                }
                leadership = current
                if let current { try await act(under: current) }
            } catch {
                if !Task.isCancelled { logger.warning("coordinator's round failed", metadata: ["error": "\(error)"]) }
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
        if rescued > 0 { logger.warning("took chunks back from silent workers", metadata: ["chunks": "\(rescued)"]) }
        let ended = try await database.endStuckSessions(silentFor: .seconds(30), under: leadership)
        if ended > 0 { logger.warning("ended sessions of silent workers", metadata: ["sessions": "\(ended)"]) }
        try await merge(under: leadership)
        for review in try await database.completeReviews(under: leadership) {
            logger.info("review is complete", metadata: ["review.id": "\(review)"])
        }
    }

    private func dispatchLoop() async {
        while !isStopping, !Task.isCancelled {
            if let leadership {
                do {
                    try await dispatch(under: leadership)
                } catch {
                    if !Task.isCancelled { logger.warning("cannot publish tickets", metadata: ["error": "\(error)"]) }
                }
            }
            try? await Task.sleep(for: configuration.round)
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
        try await database.recordDispatch(
            of: results.filter(\.isConfirmed).map(\.ticket.chunk), under: leadership)
        if let refused = results.first(where: { !$0.isConfirmed }) {
            logger.warning(
                "the broker did not take a ticket",
                metadata: [
                    "chunk.id": "\(refused.ticket.chunk)", "outcome": "\(refused.outcome)",
                ])
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
            let findings = try await merger.findings(review: task.review, camera: task.camera)
            guard try await database.store(findings, of: task, under: leadership) else { return }
        }
        if isProvisionalDue, !tasks.isEmpty { lastProvisionalMerge = .now }
    }
}
