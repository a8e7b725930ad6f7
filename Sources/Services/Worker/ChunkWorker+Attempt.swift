import Catalogue
import Chronology
import Decoding
import Footage
import Logging
import Operations
import Requisitions
import Sandbox
import Schema
import Telemetry
import WorkLedger

extension ChunkWorker {
    /// The outcome of an attempt.
    private enum Outcome: Sendable {
        case found(ChunkFindings)
        case failed(FailureEvidence)
        /// Stopped from outside: the claim was lost or the worker is stopping.
        case stopped
    }

    /// Makes one attempt at a chunk, from claim to stored result. Never throws: every outcome is recorded.
    func work(on claim: ChunkClaim) async {
        defer { held.remove(claim) }
        var logger = logger
        logger[.review] = "\(claim.review)"
        logger[.chunk] = "\(claim.chunk)"
        logger[.epoch] = "\(claim.epoch)"
        logger[.attempt] = "\(claim.attempts)"
        logger[.worker] = "\(identity.name)"
        logger.debug("chunk claimed")
        let attempt = Task { await self.outcome(of: claim) }
        held.onLoss(of: claim) { attempt.cancel() }
        let outcome = await withTaskCancellationHandler {
            await attempt.value
        } onCancel: {
            attempt.cancel()
        }
        do {
            try await metrics.timing(.store) { try await record(outcome, of: claim, logger) }
        } catch {
            // The lease expires and the chunk is retried; nothing of this attempt was stored.
            logger.error("cannot record the outcome of an attempt", metadata: .facts([.error: "\(error)"]))
        }
    }

    private func outcome(of claim: ChunkClaim) async -> Outcome {
        if let stub { return .found(stub(claim)) }
        let held = held
        var files: [OpenedFootage] = []
        do {
            let prepared = try await metrics.timing(.prepare) { try await builder.assignment(for: claim) }
            let opened = prepared.files
            files = opened
            return .found(
                try await metrics.timing(.review) {
                    try await reviewer.review(prepared.assignment, files: opened) { held.report($0, for: claim) }
                })
        } catch {
            if Task.isCancelled || error.leavesTheWorkAsItWas { return .stopped }
            let done = held.progress[claim.chunk]?.done ?? 0
            let failure = ReviewFailure(error)
            switch failure.reason {
            case "crash": metrics.countCrash(codec: await codec(of: claim))
            case "sandbox-violation": metrics.countViolation(codec: await codec(of: claim))
            default: break
            }
            return .failed(FailureEvidence(failure, done: done, files: files.map(\.digest)))
        }
    }

    /// Runs to its end even if the worker is being cancelled: a shutdown must not lose finished results.
    private func record(_ outcome: Outcome, of claim: ChunkClaim, _ logger: Logger) async throws {
        let (database, identity, configuration, metrics) = (database, identity, configuration, metrics)
        try await Task {
            switch outcome {
            case .found(let findings):
                let isAccepted = try await self.finish(claim, findings, logger)
                if isAccepted {
                    metrics.count(.done)
                    metrics.countFootage(claim.span.duration, frames: findings.framesAnalysed)
                    logger.info("chunk done", metadata: .facts([.frames: "\(findings.framesAnalysed)"]))
                } else {
                    metrics.count(.fenced)
                    logger.warning("lost a chunk before it finished; its results were dropped")
                    // Its requisition may have expired, in which case the claim is still this worker's.
                    try await database.release(claim, by: identity)
                }
            case .failed(let evidence):
                metrics.count(.failed, kind: evidence.kind)
                logger.warning("chunk failed", metadata: .failure(evidence.kind, evidence.reason, evidence.detail))
                try await database.fail(
                    claim, by: identity, evidence: evidence,
                    pause: configuration.pause(after: claim.attempts),
                    maximumAttempts: configuration.maximumAttempts)
            case .stopped:
                metrics.count(.stopped)
                logger.info("chunk handed back")
                try await database.release(claim, by: identity)
            }
        }.value
    }

    /// Stores the findings. While the claim holds, waits for a database that is unavailable or out of space: the work
    /// is done, and another attempt would meet the same problem.
    private func finish(_ claim: ChunkClaim, _ findings: ChunkFindings, _ logger: Logger) async throws -> Bool {
        var pause = Duration.milliseconds(500)
        while true {
            do {
                return try await database.finish(
                    claim, by: identity, tracklets: findings.encodedTracklets, coverage: findings.coverage,
                    framesAnalysed: findings.framesAnalysed, framesOutside: findings.framesOutside)
            } catch  where Database.isOutage(error) {
                guard held.holds(claim) else {
                    try await database.release(claim, by: identity)
                    throw error
                }
                logger.warning("cannot store the findings yet", metadata: .facts([.error: "\(error)"]))
                try await Task.sleep(for: pause)
                pause = min(pause * 2, configuration.renewal)
            }
        }
    }

    /// Returns the codec of a chunk's footage, looked up after its decoder crashed. Cameras rarely change codec, so the
    /// first overlapping recording decides.
    private func codec(of claim: ChunkClaim) async -> String {
        let entries = try? await database.recordings(of: claim.requisition, camera: claim.camera)
        return entries?.first { $0.recording.runs.contains { $0.overlaps(claim.span) } }?.codec ?? "unknown"
    }
}

extension Logger.Metadata {
    static func failure(_ kind: FailureKind, _ reason: String, _ detail: String) -> Logger.Metadata {
        .facts([.error: "\(detail)", .failureKind: "\(kind.rawValue)", .failureReason: "\(reason)"])
    }
}

extension FailureEvidence {
    /// - Parameters:
    ///   - done: microseconds of footage reviewed before the failure.
    ///   - files: the digests of the files being read.
    fileprivate init(_ failure: ReviewFailure, done: Int64, files: [String]) {
        self.init(failure.kind, reason: failure.reason, detail: failure.description)
        exitCode = failure.usage.exitCode
        signal = failure.usage.signal
        log = failure.usage.lastLines
        peakMemory = failure.usage.peakMemory
        processorTime = failure.usage.processorTime
        self.done = done
        self.files = files
    }
}
