package import Logging
import ServiceLifecycle
package import Storage
package import WorkQueue

/// A worker process: takes tickets, claims chunks, has them reviewed in child processes, stores what they found.
///
/// Each slot pulls for itself when it is free, the most urgent class first; nothing is fetched in advance. The claim in
/// the database is the only right to work, so a ticket is acknowledged as soon as the claim is committed.
package actor ChunkWorker: Service {
    let identity: WorkerIdentity
    let configuration: WorkerConfiguration
    let database: Database
    let tickets: TicketSource
    let reviewer: ChildReviewer
    let logger: Logger
    let builder: AssignmentBuilder
    let held = HeldClaims()
    private var isStopping = false
    private var isDraining = false
    /// When the last renewal that worked was begun.
    private(set) var lastRenewal = ContinuousClock.now

    package init(
        identity: WorkerIdentity, configuration: WorkerConfiguration, database: Database, tickets: TicketSource,
        reviewer: ChildReviewer = ChildReviewer(), logger: Logger
    ) {
        self.identity = identity
        self.configuration = configuration
        self.database = database
        self.tickets = tickets
        self.reviewer = reviewer
        self.logger = logger
        builder = AssignmentBuilder(database: database, locator: FootageLocator(roots: configuration.roots))
    }

    /// Works until graceful shutdown: then takes nothing new, hands back what runs, and returns.
    package func run() async throws {
        try await database.register(identity)
        logger.info("worker is up", metadata: ["worker": "\(identity.name)", "slots": "\(configuration.slots)"])
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await self.renewClaims() }
                group.addTask { await self.watchTrust() }
                for _ in 0..<configuration.slots { group.addTask { await self.fillSlot() } }
                group.addTask {
                    try? await gracefulShutdown()
                    await self.stop()
                }
                // Slots and the last task end when the worker stops; the renewal ends by an error, the others by cancellation.
                for _ in 0..<(configuration.slots + 1) { try await group.next() }
                group.cancelAll()
            }
        } catch is CancellationError {
            logger.debug("worker was cancelled")
        }
        // Reporting the end must work in a cancelled task too.
        await Task { try? await self.database.stop(self.identity) }.value
        logger.info("worker has stopped", metadata: ["worker": "\(identity.name)"])
    }

    private func stop() async {
        isStopping = true
        let deadline = ContinuousClock.now + configuration.patience
        while held.count > 0, ContinuousClock.now < deadline {
            try? await Task.sleep(for: .milliseconds(50))
        }
        held.drop(held.progress.keys, keeping: [])
    }

    /// One slot: one chunk after the other, with growing pauses while there is nothing to do.
    private func fillSlot() async {
        var pause = Duration.milliseconds(20)
        while !isStopping, !Task.isCancelled {
            let hasWorked = isDraining ? false : await workOnce()
            if hasWorked {
                pause = .milliseconds(20)
            } else {
                try? await Task.sleep(for: pause)
                pause = min(pause * 2, configuration.longestIdle)
            }
        }
    }

    /// Takes one ticket and does what it says. Answers false when there was none, or no server to ask.
    private func workOnce() async -> Bool {
        do {
            guard let delivery = try await tickets.next() else { return false }
            let ticket = delivery.ticket
            let claim: ChunkClaim?
            do {
                claim = try await database.claim(
                    chunk: ticket.chunk, of: ReviewID(rawValue: ticket.review), by: identity,
                    lease: configuration.lease)
            } catch {
                _ = try? await tickets.giveBack(delivery)
                throw error
            }
            if let claim { held.add(claim) }
            _ = try? await tickets.acknowledge(delivery)
            guard let claim else { return true }
            await work(on: claim)
            return true
        } catch {
            if !Task.isCancelled {
                logger.warning("cannot take work", metadata: ["error": "\(error)"])
            }
            return false
        }
    }

    /// Keeps the claims alive and learns what is wanted of this worker.
    private func renewClaims() async throws {
        // Until it is cancelled: while the worker stops, what still runs must not lose its lease.
        while true {
            let asked = held.progress
            let start = ContinuousClock.now
            do {
                let kept = try await database.renew(asked, by: identity, lease: configuration.lease)
                lastRenewal = start
                held.drop(asked.keys, keeping: kept)
                guard let wish = try await database.beat(identity, busy: asked.count) else {
                    throw WorkerError.nameTaken(identity.name)
                }
                isDraining = wish == .drain
            } catch let error as WorkerError {
                throw error
            } catch {
                logger.warning("cannot renew claims", metadata: ["error": "\(error)"])
            }
            try await Task.sleep(for: configuration.renewal)
        }
    }
}
