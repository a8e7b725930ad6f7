import Logging
import Telemetry
import WorkLedger
import WorkQueue

extension ChunkWorker {
    /// Keeps the claims alive and learns what is wanted of this worker.
    func renewClaims() async throws {
        // Until it is cancelled: while the worker stops, what still runs must not lose its lease.
        while true {
            let rings = news.rings
            let asked = held.progress
            let start = ContinuousClock.now
            do {
                let kept = try await database.renew(asked, by: identity, lease: configuration.lease)
                // Without a claim nobody was asked.
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
                // The deadline of a drain is over: what runs goes back, uncounted.
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
