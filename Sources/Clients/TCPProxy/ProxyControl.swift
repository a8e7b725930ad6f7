import Glibc
import Synchronization

/// What the owner of a proxy wants, and what its thread reports: the only state both touch.
final class ProxyControl: Sendable {
    struct Orders {
        var upstream: Int
        var fault = ProxyFault.pass
        /// Connections that differ from the rest.
        var single: [Int: ProxyFault] = [:]
        /// Counts the changes of faults, so that a count of bytes begins anew with each.
        var version = 0
        /// Counts the orders to reset what is there.
        var resets = 0
        var isClosed = false
    }

    private let orders: Mutex<Orders>
    private let present = Mutex<[Int]>([])
    /// A pipe that wakes the thread out of its wait.
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

    /// Forgets the calls that woke the thread.
    func quiet() {
        var buffer = [UInt8](repeating: 0, count: 64)
        while read(alarm.read, &buffer, buffer.count) > 0 {}
    }
}
