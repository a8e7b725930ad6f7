import Foundation
package import Logging
import Operations
package import Schema
import ServiceLifecycle
import Telemetry
import WorkLedger
package import WorkQueue

/// Drives the reviews: publishes tickets, takes chunks back from dead workers, merges timelines, completes reviews.
///
/// Several may run; only the holder of the lease acts, and each of its writes carries its term of leadership. All its
/// actions are idempotent.
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
    /// When its leadership ends, by this process's clock.
    var leadsUntil = ContinuousClock.now
    var nextProvisionalMerge = ContinuousClock.now
    /// When to retry cameras whose merge failed.
    var nextMerges: [MergePlace: ContinuousClock.Instant] = [:]
    var nextStragglers = ContinuousClock.now
    var nextLook = ContinuousClock.now
    var lastTickets: ContinuousClock.Instant?
    var refusedSince: ContinuousClock.Instant?
    /// The cost of its rounds so far.
    package var cost = CoordinatorCost()

    /// - Parameters:
    ///   - quarantine: the broker's quarantine queue; on a different connection from the publisher's.
    ///   - hints: used to wake idle workers.
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
                // Publishing blocks while the broker is unavailable, and must delay neither the leadership lease nor
                // merging.
                group.addTask { await self.dispatchLoop() }
                // A long merge must not delay taking back the chunks of dead workers.
                group.addTask { await self.rescueLoop() }
                await self.loop()
                group.cancelAll()
            }
        } onGracefulShutdown: {
            // The handler is synchronous; the task only forwards the call to this actor.
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
                    // No renewal may follow once the lease has been handed over.
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
            // Resign even if the task was cancelled.
            await Task { try? await self.database.resign(leadership) }.value
        }
    }
}
