import Logging

extension ChunkWorker {
    /// Stops work on all claims whose leases may have expired, even while a renewal hangs on an unresponsive database.
    ///
    /// The window starts when the last successful renewal began, by this machine's monotonic clock, and ends before the
    /// lease does: after that, other workers may hold the chunks.
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
