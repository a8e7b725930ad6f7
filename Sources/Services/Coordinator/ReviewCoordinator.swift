import Foundation
package import Logging
import Operations
package import Schema
import ServiceLifecycle
import Telemetry
import WorkLedger
package import WorkQueue

/// Drives the reviews: publishes tickets, takes chunks back from dead workers, merges timelines, ends reviews.
///
/// Several may run; the one that holds the lease acts, and each of its writes carries the term of its leadership.
/// Everything it does can be done twice without harm.
package actor ReviewCoordinator: Service {
    let name: String
    let configuration: CoordinatorConfiguration
    let database: Database
    let dispatcher: TicketDispatcher
    let quarantine: QuarantineKeeper?
    let hints: ControlChannel?
    let merger: TimelineMerger
    let metrics: CoordinatorMetrics
    let logger: Logger
    var isStopping = false
    var leadership: Leadership?
    /// Until when, by this process's clock, it may take itself for the leader.
    var leadsUntil = ContinuousClock.now
    var nextProvisionalMerge = ContinuousClock.now
    /// When cameras whose merge failed are tried again.
    var nextMerges: [MergePlace: ContinuousClock.Instant] = [:]
    var nextStragglers = ContinuousClock.now
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
                // leadership nor merge.
                group.addTask { await self.dispatchLoop() }
                // A long merge must not keep the chunks of dead workers from others.
                group.addTask { await self.rescueLoop() }
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
                if let current = try await lead() {
                    let renewal = Task { await self.keepLeading(current) }
                    let round: Result<Void, any Error>
                    do {
                        round = .success(try await metrics.timing(.round) { try await act(under: current) })
                    } catch {
                        round = .failure(error)
                    }
                    // None of it may come after the lease was handed over.
                    renewal.cancel()
                    await renewal.value
                    try round.get()
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
}
