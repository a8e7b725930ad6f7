import Dispatch
import Foundation
import Glibc
import Synchronization

/// Ends hung C calls. One thread per process shuts down the socket of any call past its deadline.
///
/// librabbitmq can block forever in a publish when the broker stops reading. Shutting down the socket makes the call
/// return with an error at once. The descriptor must stay open while a call is guarded; the watchdog never closes it.
final class Watchdog: Sendable {
    static let shared = Watchdog()

    private struct Watch {
        let deadline: ContinuousClock.Instant
        let descriptor: CInt
        var hasFired = false
    }

    private struct State {
        var watches: [UInt64: Watch] = [:]
        var lastID: UInt64 = 0
        var wakesAt: ContinuousClock.Instant?
    }

    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)

    private init() {
        Thread { [self] in
            Thread.current.name = "amqp-watchdog"
            while true { watch() }
        }.start()
    }

    /// Runs `call`. `wasCut` is true if it exceeded `limit` and its socket was shut down.
    func guarding<Result>(_ descriptor: CInt, limit: Duration, _ call: () -> Result) -> (Result, wasCut: Bool) {
        let deadline = ContinuousClock.now + limit
        let (id, isEarliest) = state.withLock { state in
            state.lastID += 1
            state.watches[state.lastID] = Watch(deadline: deadline, descriptor: descriptor)
            return (state.lastID, state.wakesAt.map { deadline < $0 } ?? true)
        }
        if isEarliest { wake.signal() }
        let result = call()
        let watch = state.withLock { $0.watches.removeValue(forKey: id) }
        return (result, watch?.hasFired ?? false)
    }

    private func watch() {
        let next = state.withLock { state in
            let now = ContinuousClock.now
            for (id, watch) in state.watches where watch.deadline <= now && !watch.hasFired {
                // Under the lock, so that the call cannot return and its owner cannot close the descriptor in the
                // meantime.
                shutdown(watch.descriptor, CInt(SHUT_RDWR))
                state.watches[id]?.hasFired = true
            }
            state.wakesAt = state.watches.values.filter { !$0.hasFired }.map(\.deadline).min()
            return state.wakesAt
        }
        guard let next else { return wake.wait() }
        let (seconds, attoseconds) = max(.zero, ContinuousClock.now.duration(to: next)).components
        _ = wake.wait(timeout: .now() + .nanoseconds(Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)))
    }
}
