import Glibc
import Synchronization

/// The orders of a proxy's owner and the reports of its thread: the only state they share.
final class ProxyControl: Sendable {
    /// The owner's current orders.
    struct Orders {
        var upstream: Int
        var fault = ProxyFault.pass
        /// Faults of single connections that differ from the rest.
        var single: [Int: ProxyFault] = [:]
        /// Counts changes of faults, so that byte counts restart with each change.
        var version = 0
        /// Counts the orders to reset the present connections.
        var resets = 0
        var isClosed = false
    }

    private let orders: Mutex<Orders>
    private let present = Mutex<[Int]>([])
    /// A pipe that wakes the thread from its poll.
    let alarm: (read: CInt, write: CInt)

    init(upstream: Int) throws {
        orders = Mutex(Orders(upstream: upstream))
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { throw ProxyError(operation: "pipe") }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        alarm = (ends[0], ends[1])
    }

    deinit {
        close(alarm.read)
        close(alarm.write)
    }

    var current: Orders { orders.withLock { $0 } }
    var connections: [Int] { present.withLock { $0 } }

    func change(_ body: (inout Orders) -> Void) {
        orders.withLock { body(&$0) }
        var byte: UInt8 = 1
        _ = write(alarm.write, &byte, 1)
    }

    func report(_ connections: [Int]) {
        present.withLock { $0 = connections }
    }

    /// Drains the wake-up pipe.
    func quiet() {
        var buffer = [UInt8](repeating: 0, count: 64)
        while read(alarm.read, &buffer, buffer.count) > 0 {}
    }
}
