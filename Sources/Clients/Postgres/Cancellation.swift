import CPostgres
import Foundation
import Synchronization

/// Cancels a task's running statement from another thread.
///
/// libpq's manual names PQcancel as the one call that is safe there. The lock keeps a request from hitting a COMMIT or
/// the next caller's transaction on the same connection.
final class Cancellation: Sendable {
    /// `@unchecked Sendable` holds because a PGcancel never changes after creation.
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

    /// Makes later cancellations reach the server behind `wire`.
    func arm(_ wire: PostgresWire) {
        state.withLock { $0.target = Target(wire.raw) }
    }

    func disarm() {
        state.withLock { $0.target = nil }
    }

    /// Returns at once. A separate thread sends the request, because that opens a connection.
    func cancel() {
        state.withLock { $0.isCancelled = true }
        Thread.detachNewThread { [self] in
            // The server ignores a request that arrives between two statements, so repeat it until disarmed.
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
