import Decoding
import Logging
import Operations
import Requisitions
import Telemetry
import WorkLedger

/// What a worker does while idle: checks of reviews, one at a time, so that its other slots stay free for new work.
extension ChunkWorker {
    /// Runs one check if one is due. Returns whether it did.
    func checkOnce() async -> Bool {
        guard stub == nil, !isChecking, ContinuousClock.now >= nextCheck else { return false }
        isChecking = true
        defer { isChecking = false }
        // Set before asking: one slot asks on behalf of all, and rarely, because usually no check is due.
        nextCheck = .now + configuration.renewal
        do {
            let check = try await database.claimCheck(
                by: identity, lease: configuration.lease, maximumAttempts: configuration.maximumAttempts)
            guard let check else { return false }
            nextCheck = .now
            await work(on: check)
            return true
        } catch {
            if !Task.isCancelled {
                logger.warning(
                    "cannot take a check", metadata: .facts([.worker: "\(identity.name)", .error: "\(error)"]))
            }
            return false
        }
    }

    /// Stops the running check, which is returned without counting as an attempt.
    func dropCheck() { running?.attempt.cancel() }

    /// Renews the lease of the running check; stops the attempt if the check was lost.
    func renewCheck() async {
        guard let running else { return }
        do {
            let isHeld = try await database.renew(running.check, by: identity, lease: configuration.lease)
            if !isHeld { running.attempt.cancel() }
        } catch {
            logger.warning("cannot renew a check", metadata: .facts([.error: "\(error)"]))
        }
    }

    private func work(on check: ReviewCheck) async {
        let runner = CheckRunner(
            database: database, identity: identity,
            replayer: ChunkReplayer(database: database, builder: builder, reviewer: reviewer),
            scorer: KnownAnswerScorer(reviewer: reviewer, walls: configuration.walls))
        let attempt = Task { try await runner.run(check) }
        running = RunningCheck(check: check, attempt: attempt)
        tell()
        // The order to stop may have arrived while the database was replying.
        if isStopping || isDraining { attempt.cancel() }
        let result = await withTaskCancellationHandler {
            await attempt.result
        } onCancel: {
            attempt.cancel()
        }
        running = nil
        tell()
        await record(result, of: check, isStopped: attempt.isCancelled)
    }

    /// Also works in a cancelled task, so that the next worker need not wait for the lease to expire.
    private func record(_ result: Result<Bool, any Error>, of check: ReviewCheck, isStopped: Bool) async {
        let (database, identity, configuration, logger, metrics) = (database, identity, configuration, logger, metrics)
        let facts = Logger.Metadata.facts([.review: "\(check.review)", .worker: "\(identity.name)"])
        await Task {
            do {
                switch result {
                case .success(let isStored):
                    metrics.count(check, isStored ? .done : .fenced)
                    if isStored {
                        logger.info("check done", metadata: facts)
                    } else {
                        logger.warning("lost a check before it finished; its result was dropped", metadata: facts)
                        try await database.release(check, by: identity)
                    }
                case .failure(let error) where isStopped || error.leavesTheWorkAsItWas:
                    metrics.count(check, .stopped)
                    try await database.release(check, by: identity)
                case .failure(let error):
                    let failure = ReviewFailure(error)
                    metrics.count(check, .failed)
                    let known = Logger.Metadata.failure(failure.kind, failure.reason, failure.description)
                    logger.warning("check failed", metadata: facts.merging(known) { $1 })
                    try await database.fail(
                        check, by: identity, detail: failure.description, kind: failure.kind,
                        pause: configuration.pause(after: check.attempts),
                        maximumAttempts: configuration.maximumAttempts)
                }
            } catch {
                // The lease expires and the check is retried.
                logger.error("cannot record the outcome of a check", metadata: .facts([.error: "\(error)"]))
            }
        }.value
    }
}

/// A running check and the task that runs it.
struct RunningCheck: Sendable {
    let check: ReviewCheck
    let attempt: Task<Bool, any Error>
}
