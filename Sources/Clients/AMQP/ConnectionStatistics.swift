import Synchronization

/// Counts the attempts to keep one connection alive. Can be read at any time.
package final class ConnectionStatistics: Sendable {
    private struct Counts {
        var connected = 0
        var failed = 0
        var current: AMQPConnection?
    }

    private let counts = Mutex(Counts())

    /// Connections established. All after the first are reconnections.
    package var connected: Int { counts.withLock { $0.connected } }

    /// Failed attempts.
    package var failed: Int { counts.withLock { $0.failed } }

    /// Whether a connection is currently open, judged by its heartbeats.
    package var isOpen: Bool { counts.withLock { $0.current?.isOpen ?? false } }

    /// Whether the broker currently refuses messages on it because of an alarm.
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
