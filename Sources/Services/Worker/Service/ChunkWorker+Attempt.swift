import Logging
import Storage

extension ChunkWorker {
    /// What became of an attempt.
    private enum Outcome: Sendable {
        case found(ChunkFindings)
        case failed(String)
        /// The work was stopped from outside: the claim is lost, or the worker stops.
        case stopped
    }

    /// One attempt at a chunk, from claim to stored result. Never throws: every outcome is recorded.
    func work(on claim: ChunkClaim) async {
        defer { held.remove(claim) }
        var logger = logger
        logger[metadataKey: "review.id"] = "\(claim.review)"
        logger[metadataKey: "chunk.id"] = "\(claim.chunk)"
        logger[metadataKey: "epoch"] = "\(claim.epoch)"
        logger.debug("chunk claimed", metadata: ["camera.id": "\(claim.camera)", "attempt": "\(claim.attempts)"])
        let attempt = Task { await self.outcome(of: claim) }
        held.onLoss(of: claim) { attempt.cancel() }
        let outcome = await withTaskCancellationHandler {
            await attempt.value
        } onCancel: {
            attempt.cancel()
        }
        do {
            try await record(outcome, of: claim, logger)
        } catch {
            // The lease runs out and the chunk is tried again; nothing of this attempt was stored.
            logger.error("cannot record the end of an attempt", metadata: ["error": "\(error)"])
        }
    }

    private func outcome(of claim: ChunkClaim) async -> Outcome {
        if let stub { return .found(stub(claim)) }
        do {
            let assignment = try await builder.assignment(for: claim)
            let held = held
            return .found(try await reviewer.review(assignment) { held.report($0, for: claim) })
        } catch {
            if Task.isCancelled { return .stopped }
            return .failed(String(describing: error))
        }
    }

    /// Runs to its end even when the worker is being cancelled: what was found must not be lost to a shutdown.
    private func record(_ outcome: Outcome, of claim: ChunkClaim, _ logger: Logger) async throws {
        let (database, identity, configuration) = (database, identity, configuration)
        try await Task {
            switch outcome {
            case .found(let findings):
                let isAccepted = try await database.finish(
                    claim, by: identity, tracklets: findings.tracklets, coverage: findings.coverage,
                    framesAnalysed: findings.framesAnalysed, framesOutside: findings.framesOutside)
                if isAccepted {
                    logger.info("chunk done", metadata: ["frames": "\(findings.framesAnalysed)"])
                } else {
                    logger.warning("chunk was given to somebody else meanwhile; its results were dropped")
                }
            case .failed(let detail):
                logger.warning("chunk failed", metadata: ["error": "\(detail)", "attempt": "\(claim.attempts)"])
                try await database.fail(
                    claim, by: identity, detail: detail,
                    pause: configuration.retryPause * (1 << min(claim.attempts - 1, 8)),
                    maximumAttempts: configuration.maximumAttempts)
            case .stopped:
                logger.info("chunk handed back")
                try await database.release(claim, by: identity)
            }
        }.value
    }
}
