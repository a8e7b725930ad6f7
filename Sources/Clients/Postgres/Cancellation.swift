import CPostgres
import Foundation
import Synchronization

/// Ends the statement that runs for a cancelled task, from another thread.
///
/// libpq's manual names PQcancel as the one call that is safe there. The lock keeps a request from hitting
/// the transaction of somebody else that follows on the same connection, and from hitting COMMIT.
final class Cancellation: Sendable {
    /// `@unchecked Sendable` holds because a PGcancel never changes after it was made.
    private final class Target: @unchecked Sendable {
        private let raw: OpaquePointer

        init?(_ connection: OpaquePointer) {
            guard let raw = PQgetCancel(connection) else { return nil }
            self.raw = raw
        }

        deinit {
            PQfreeCancel(raw)
        }

        func request() {
            var complaint = [CChar](repeating: 0, count: 256)
            _ = PQcancel(raw, &complaint, CInt(complaint.count))
        }
    }

    private struct State {
        var target: Target?
        var isCancelled = false
    }

    private let state = Mutex(State())

    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// From now on a cancellation reaches the server behind `wire`.
    func arm(_ wire: PostgresWire) {
        state.withLock { $0.target = Target(wire.raw) }
    }

    func disarm() {
        state.withLock { $0.target = nil }
    }

    /// Returns at once; a thread of its own asks the server, because asking opens a connection.
    func cancel() {
        state.withLock { $0.isCancelled = true }
        Thread.detachNewThread { [self] in
            // A request that comes between two statements is ignored by the server, hence again until disarmed.
            while requestOnce() { Thread.sleep(forTimeInterval: 0.1) }
        }
    }

    private func requestOnce() -> Bool {
        state.withLock { state in
            state.target?.request()
            return state.target != nil
        }
    }
}
