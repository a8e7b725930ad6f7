import Synchronization

/// What became of the attempts to keep one connection alive; read at any time.
package final class ConnectionStatistics: Sendable {
    private struct Counts {
        var connected = 0
        var failed = 0
        var current: AMQPConnection?
    }

    private let counts = Mutex(Counts())

    /// Connections that were made. All beyond the first are reconnections.
    package var connected: Int { counts.withLock { $0.connected } }

    /// Attempts that failed.
    package var failed: Int { counts.withLock { $0.failed } }

    /// Whether a connection is open now, by what its heartbeats say.
    package var isOpen: Bool { counts.withLock { $0.current?.isOpen ?? false } }

    /// Whether the broker takes no messages on it because of an alarm.
    package var isBlocked: Bool { counts.withLock { ($0.current?.isOpen ?? false) && $0.current?.isBlocked == true } }

    func adopted(_ connection: AMQPConnection) {
        counts.withLock {
            $0.connected += 1
            $0.current = connection
        }
    }

    func attemptFailed() { counts.withLock { $0.failed += 1 } }

    func dropped() { counts.withLock { $0.current = nil } }
}
