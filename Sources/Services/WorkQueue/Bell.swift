import Synchronization

/// Wakes waiting tasks early.
package final class Bell: Sendable {
    private struct State {
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
        var next = 0
        var rings = 0
    }

    private let state = Mutex(State())

    package init() {}

    /// The number of rings so far. Read it before checking what the bell announces, and pass it to `wait`.
    package var rings: Int { state.withLock { $0.rings } }

    /// Wakes all waiting tasks.
    package func ring() {
        let woken = state.withLock { state in
            state.rings += 1
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        for continuation in woken { continuation.resume() }
    }

    /// Waits until it has rung more than `seen` times, or until the time limit or cancellation.
    package func wait(atMost limit: Duration, after seen: Int) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await Task.sleep(for: limit) }
            group.addTask { await self.ringing(after: seen) }
            await group.next()
            group.cancelAll()
        }
    }

    private func ringing(after seen: Int) async {
        let number = state.withLock { state in
            state.next += 1
            return state.next
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isTold = state.withLock { state in
                    state.waiting[number] = continuation
                    return state.rings > seen
                }
                // It rang or was cancelled before the continuation was stored, so nothing else would wake it.
                if isTold || Task.isCancelled { wake(number) }
            }
        } onCancel: {
            wake(number)
        }
    }

    private func wake(_ number: Int) {
        state.withLock { $0.waiting.removeValue(forKey: number) }?.resume()
    }
}
