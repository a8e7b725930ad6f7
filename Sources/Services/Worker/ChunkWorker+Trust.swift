import Logging

extension ChunkWorker {
    /// Stops the work on all claims once their leases may have run out, also while a renewal hangs on a silent
    /// database.
    ///
    /// The window counts from the start of the last renewal that worked, by this machine's monotonic clock, and ends
    /// before the lease does: beyond it others may hold the chunks.
    func watchTrust() async {
        while !Task.isCancelled {
            let end = lastRenewal + configuration.lease - configuration.renewal
            guard end <= .now else {
                try? await Task.sleep(until: end, clock: .continuous)
                continue
            }
            let claims = held.progress.keys
            if !claims.isEmpty {
                logger.warning(
                    "stopped work whose leases could not be renewed", metadata: ["chunks": "\(claims.count)"])
                held.drop(claims, keeping: [])
            }
            try? await Task.sleep(for: configuration.renewal)
        }
    }
}
