import Logging
import ServiceLifecycle
import Telemetry
import WorkLedger

extension ChunkWorker {
    /// Says that another process took this one's name, and keeps this one from ending for a while: a service manager
    /// starts it again at once, it takes the name back, and that costs a whole attempt at all that the other has begun.
    /// Where the other is gone, nothing is waited for.
    ///
    /// - Returns: false when it was told to stop meanwhile, which then is a stop like any other.
    func standAside() async -> Bool {
        var holder = "another process"
        do {
            guard let other = try await database.holder(of: identity.name), other.lives else { return true }
            holder = "process \(other.pid) of host \(other.host)"
        } catch {
            logger.warning("cannot ask who has the name", metadata: .facts([.error: "\(error)"]))
        }
        let pause = configuration.namePause
        readiness.set("worker", "its name was taken by \(holder)")
        logger.error(
            """
            \(holder) works under the name "\(identity.name)" now, and each of both takes the chunks of the other: give one \
            of them a --name of its own (a cloned machine another host name) and start it again; this one does nothing \
            more and ends in \(pause.components.seconds) s
            """, metadata: .facts([.worker: "\(identity.name)"]))
        do {
            try await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
            return true
        } catch {
            return false
        }
    }
}
