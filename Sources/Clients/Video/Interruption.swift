import Synchronization

/// Ends a libav call that waits or loops: raised from any thread, or by passing a deadline.
package final class Interruption: Sendable {
    private let flag = Atomic(false)
    private let deadline: ContinuousClock.Instant?

    package init(deadline: ContinuousClock.Instant? = nil) {
        self.deadline = deadline
    }

    package func raise() {
        flag.store(true, ordering: .releasing)
    }

    package var isRaised: Bool {
        if flag.load(ordering: .acquiring) { return true }
        guard let deadline else { return false }
        return ContinuousClock.now >= deadline
    }
}
