import Logging
import ServiceLifecycle
import Telemetry
import WorkLedger

extension ChunkWorker {
    /// Reports that another process has taken this worker's name, and delays exiting. A service manager would restart
    /// this process at once; it would take the name back, and every chunk in progress at the other would lose an
    /// attempt. Does not wait if the other process is gone.
    ///
    /// - Returns: false if it was told to stop meanwhile, to be treated as a normal stop.
    func standAside() async -> Bool {
        var holder = "another process"
        do {
            guard let other = try await database.holder(of: identity.name), other.lives else { return true }
            holder = "process \(other.pid) of host \(other.host)"
        } catch {
            logger.warning("cannot find out who holds the name", metadata: .facts([.error: "\(error)"]))
        }
        let pause = configuration.namePause
        readiness.set("worker", "its name was taken by \(holder)")
        logger.error(
            """
            \(holder) works under the name "\(identity.name)" now, and each takes the other's chunks: give one of them a \
            --name of its own (a cloned machine another host name) and restart it; this one takes no more work and \
            ends in \(pause.components.seconds) s
            """, metadata: .facts([.worker: "\(identity.name)"]))
        do {
            try await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
            return true
        } catch {
            return false
        }
    }
}
