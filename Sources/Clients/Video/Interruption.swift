import Synchronization

/// Ends a libav call that waits or loops: raised from any thread, or by passing a deadline.
package final class Interruption: Sendable {
    private let flag = Atomic(false)
    private let deadline: ContinuousClock.Instant?
    private let onRead: (@Sendable () -> Void)?

    /// - Parameter onRead: hears of every piece of the file that was read: the sign of life of a long search.
    package init(deadline: ContinuousClock.Instant? = nil, onRead: (@Sendable () -> Void)? = nil) {
        self.deadline = deadline
        self.onRead = onRead
    }

    package func raise() {
        flag.store(true, ordering: .releasing)
    }

    package var isRaised: Bool {
        if flag.load(ordering: .acquiring) { return true }
        guard let deadline else { return false }
        return ContinuousClock.now >= deadline
    }

    func noteRead() { onRead?() }
}
