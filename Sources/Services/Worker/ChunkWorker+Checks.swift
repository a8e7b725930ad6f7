import Decoding
import Logging
import Operations
import Requisitions
import Telemetry
import WorkLedger

/// What a worker does when nothing waits: checks of reviews, one at a time, so that other slots stay free for what
/// comes.
extension ChunkWorker {
    /// Does one check, if there is one. Returns whether there was.
    func checkOnce() async -> Bool {
        guard stub == nil, !isChecking, ContinuousClock.now >= nextCheck else { return false }
        isChecking = true
        defer { isChecking = false }
        // Before the question: one slot asks for all, and seldom, for most of the time there is none.
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

    /// Stops the check that runs; it goes back uncounted.
    func dropCheck() { running?.attempt.cancel() }

    /// Keeps the lease of the check that runs; stops the attempt when the check is lost.
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
        // The order to stop may have come with the answer of the database.
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

    /// Works in a cancelled task too: the next worker need not wait for the lease to end.
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
                        logger.warning("a check was lost meanwhile; its result was dropped", metadata: facts)
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
                // The lease runs out, and it is tried again.
                logger.error("cannot record the end of a check", metadata: .facts([.error: "\(error)"]))
            }
        }.value
    }
}

/// A check that runs, and how to stop it.
struct RunningCheck: Sendable {
    let check: ReviewCheck
    let attempt: Task<Bool, any Error>
}
