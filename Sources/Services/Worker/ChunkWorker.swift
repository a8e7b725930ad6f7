package import Decoding
package import Logging
import Planning
package import Schema
import ServiceLifecycle
package import Telemetry
package import WorkLedger
package import WorkQueue

/// A worker process: takes tickets, claims chunks, has child processes review them, and stores the findings.
///
/// Each free slot pulls its own work, the most urgent queue first; nothing is prefetched. Only a claim in the database
/// permits work, so a ticket is acknowledged as soon as the claim is committed.
package actor ChunkWorker: Service {
    let identity: WorkerIdentity
    let configuration: WorkerConfiguration
    let database: Database
    let tickets: TicketSource
    let reviewer: ChildReviewer
    let logger: Logger
    let metrics: WorkerMetrics
    let readiness: Readiness
    let builder: AssignmentBuilder
    let held = HeldClaims()
    /// Returns findings without reviewing; see `init`.
    let stub: (@Sendable (ChunkClaim) -> ChunkFindings)?
    private let hints: ControlChannel?
    /// Rings when the database has news about claims or wishes for this worker.
    let news = Bell()
    /// Rings when there are tickets.
    let work = Bell()
    var isStopping = false
    var isDraining = false
    /// The running review check; `isChecking` is also true while looking for one, and `nextCheck` is when to look
    /// again.
    var running: RunningCheck?
    var isChecking = false
    var nextCheck = ContinuousClock.now
    /// Reviews of other analysis versions already reported as left to other workers.
    var reviewsLeft: Set<String> = []
    /// When the last successful renewal began.
    var lastRenewal = ContinuousClock.now

    /// - Parameters:
    ///   - hints: triggers a look into the database at once instead of at the next renewal.
    ///   - stub: replaces reviewing, to measure everything around it.
    package init(
        identity: WorkerIdentity, configuration: WorkerConfiguration, database: Database, tickets: TicketSource,
        reviewer: ChildReviewer? = nil, hints: ControlChannel? = nil,
        stub: (@Sendable (ChunkClaim) -> ChunkFindings)? = nil,
        metrics: WorkerMetrics = WorkerMetrics(MetricRegistry()),
        readiness: Readiness = Readiness(dependencies: []), logger: Logger
    ) {
        self.hints = hints
        self.stub = stub
        self.identity = identity
        self.configuration = configuration
        self.database = database
        self.tickets = tickets
        self.reviewer = reviewer ?? ChildReviewer(walls: configuration.walls)
        self.logger = logger
        self.metrics = metrics
        self.readiness = readiness
        builder = AssignmentBuilder(database: database, locator: FootageLocator(roots: configuration.roots))
    }

    /// Works until graceful shutdown, then takes nothing new, returns what is still running after `patience`, and
    /// stops.
    package func run() async throws {
        note(try await database.register(identity, maximumAttempts: configuration.maximumAttempts))
        logger.info(
            "worker is up", metadata: .facts([.worker: "\(identity.name)", .slots: "\(configuration.slots)"]))
        tell()
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await self.renewClaims() }
                if let hints { group.addTask { await self.listen(to: hints) } }
                group.addTask { await self.watchTrust() }
                for _ in 0..<configuration.slots { group.addTask { await self.fillSlot() } }
                group.addTask {
                    try? await gracefulShutdown()
                    await self.stop()
                }
                // The slots and the last task end when the worker stops; the others end by cancellation, the renewal
                // also by an error.
                for _ in 0..<(configuration.slots + 1) { try await group.next() }
                group.cancelAll()
            }
        } catch let error as WorkerError {
            if await standAside() { throw error }
        } catch is CancellationError {
            logger.debug("worker was cancelled")
        }
        // Report the end even if the task was cancelled.
        await Task { try? await self.database.stop(self.identity) }.value
        logger.info("worker has stopped", metadata: .facts([.worker: "\(identity.name)"]))
    }

    /// The number of busy slots.
    var busy: Int { held.count + (running == nil ? 0 : 1) }

    func tell() {
        metrics.tell(slots: configuration.slots, busy: busy, isDraining: isDraining || isStopping)
    }

    private func stop() async {
        isStopping = true
        dropCheck()
        work.ring()
        let deadline = ContinuousClock.now + configuration.patience
        while held.count > 0, ContinuousClock.now < deadline {
            try? await Task.sleep(for: .milliseconds(50))
        }
        held.drop(held.progress.keys, keeping: [])
    }

    /// Runs one slot: one chunk after another, with growing pauses while idle.
    private func fillSlot() async {
        var pause = Duration.milliseconds(20)
        while !isStopping, !Task.isCancelled {
            let rings = work.rings
            var hasWorked = isDraining ? false : await workOnce()
            if !hasWorked, !isDraining, !isStopping { hasWorked = await checkOnce() }
            if hasWorked {
                pause = .milliseconds(20)
            } else {
                await work.wait(atMost: pause, after: rings)
                pause = work.rings > rings ? .milliseconds(20) : min(pause * 2, configuration.longestIdle)
            }
        }
    }

    /// Takes one ticket and works on its chunk. Returns false if there was no ticket or a server was unavailable.
    ///
    /// Takes nothing while the database is unavailable: each returned ticket counts as another delivery.
    private func workOnce() async -> Bool {
        guard ContinuousClock.now - lastRenewal < configuration.renewal * 2 else { return false }
        do {
            guard let delivery = try await tickets.next() else { return false }
            let ticket = delivery.ticket
            let claim: ChunkClaim?
            do {
                claim = try await database.claim(
                    chunk: ticket.chunk, of: ReviewID(rawValue: ticket.review), by: identity,
                    lease: configuration.lease, maximumAttempts: configuration.maximumAttempts)
            } catch {
                _ = try? await tickets.giveBack(delivery)
                throw error
            }
            metrics.count(claim == nil ? .lost : .claimed)
            if let claim {
                if claim.isTakeover { noteTakeover(claim) }
                held.add(claim)
                // The claim came too late for `stop` to see it.
                if isStopping { held.drop([claim.chunk], keeping: []) }
            }
            tell()
            _ = try? await tickets.acknowledge(delivery)
            guard let claim else {
                try await noteOtherVersion(ticket)
                return true
            }
            await work(on: claim)
            tell()
            return true
        } catch {
            if !Task.isCancelled {
                logger.warning("cannot take work", metadata: .facts([.worker: "\(identity.name)", .error: "\(error)"]))
            }
            return false
        }
    }
}
