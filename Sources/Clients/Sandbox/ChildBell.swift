import CSandbox
import Foundation
import Synchronization

/// Wakes the thread that supervises a child. May be rung from any thread until it is closed.
final class ChildBell: Sendable {
    private let descriptor: Mutex<Int32?>
    private let rung = Atomic(false)

    init() {
        let bell = csandbox_bell()
        descriptor = Mutex(bell >= 0 ? bell : nil)
    }

    /// The descriptor for `poll`; only the thread that closes the bell may read it.
    var number: Int32 { descriptor.withLock { $0 ?? -1 } }

    var isRung: Bool { rung.load(ordering: .acquiring) }

    func ring() {
        rung.store(true, ordering: .releasing)
        descriptor.withLock { if let bell = $0 { csandbox_ring(bell) } }
    }

    func close() {
        descriptor.withLock { bell in
            if let number = bell { Glibc.close(number) }
            bell = nil
        }
    }
}
