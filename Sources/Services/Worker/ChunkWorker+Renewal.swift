import Logging
import Telemetry
import WorkLedger
import WorkQueue

extension ChunkWorker {
    /// Renews the claims and reads what the cluster wants of this worker.
    func renewClaims() async throws {
        // Runs until cancelled: while the worker stops, running chunks must not lose their lease.
        while true {
            let rings = news.rings
            let asked = held.progress
            let start = ContinuousClock.now
            do {
                let kept = try await database.renew(asked, by: identity, lease: configuration.lease)
                // With no claims to renew, the database was not asked.
                if !asked.isEmpty { lastRenewal = start }
                held.drop(asked.keys, keeping: kept)
                await renewCheck()
                guard let wish = try await database.beat(identity, busy: busy) else {
                    throw WorkerError.nameTaken(identity.name)
                }
                lastRenewal = start
                isDraining = wish != .work
                if isDraining { dropCheck() }
                readiness.set("worker", isDraining ? "draining" : nil)
                tell()
                // The drain deadline has passed: running chunks go back without counting as an attempt.
                if wish == .handBack { held.drop(held.progress.keys, keeping: []) }
            } catch let error as WorkerError {
                throw error
            } catch {
                logger.warning(
                    "cannot renew claims", metadata: .facts([.worker: "\(identity.name)", .error: "\(error)"]))
            }
            await news.wait(atMost: configuration.renewal, after: rings)
            try Task.checkCancellation()
        }
    }
}
