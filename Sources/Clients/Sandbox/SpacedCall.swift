import Synchronization

/// A call made at most once a second, however often it is requested. Used as a heartbeat.
package final class SpacedCall: Sendable {
    private let last = Mutex<ContinuousClock.Instant?>(nil)
    private let body: @Sendable () -> Void

    package init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
    }

    @Sendable package func call() {
        let isDue = last.withLock { last in
            let now = ContinuousClock.now
            if let last, now - last < .seconds(1) { return false }
            last = now
            return true
        }
        if isDue { body() }
    }
}
