import Synchronization

/// Ends a libav call that waits or loops. Can be raised from any thread or by a deadline.
package final class Interruption: Sendable {
    private let flag = Atomic(false)
    private let deadline: ContinuousClock.Instant?
    private let onRead: (@Sendable () -> Void)?

    /// - Parameter onRead: called for every read of the file, as a heartbeat of long searches.
    package init(deadline: ContinuousClock.Instant? = nil, onRead: (@Sendable () -> Void)? = nil) {
        self.deadline = deadline
        self.onRead = onRead
    }

    /// Interrupts the running call and all later ones.
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
