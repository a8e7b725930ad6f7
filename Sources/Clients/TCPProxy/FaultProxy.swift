import Foundation

/// A TCP proxy that can inject faults while it runs, into all connections or a single one.
///
/// One thread serves all connections. It ends when the proxy is closed or deallocated.
package final class FaultProxy: Sendable {
    /// The listening port.
    package let port: Int
    private let control: ProxyControl

    /// Listens on a free port below the ephemeral range and forwards everything to a port on 127.0.0.1.
    package init(to upstream: Int, listeningAt address: String = "127.0.0.1") throws {
        let control = try ProxyControl(upstream: upstream)
        let listener = try ProxySocket.listen(at: address)
        self.control = control
        port = listener.port
        Thread {
            Thread.current.name = "fault-proxy"
            ProxyLoop(listener: listener, at: address, control: control).run()
        }.start()
    }

    deinit {
        control.change { $0.isClosed = true }
    }

    /// Applies a fault to all present and future connections, replacing faults set for single ones.
    package func set(_ fault: ProxyFault) {
        control.change { orders in
            orders.fault = fault
            orders.single = [:]
            orders.version += 1
        }
    }

    /// Applies a fault to one connection.
    package func set(_ fault: ProxyFault, ofConnection number: Int) {
        control.change { orders in
            orders.single[number] = fault
            orders.version += 1
        }
    }

    /// Resets the present connections (RST). New ones are accepted as before.
    package func resetConnections() {
        control.change { $0.resets += 1 }
    }

    /// Sets where new connections lead.
    package func redirect(to upstream: Int) {
        control.change { $0.upstream = upstream }
    }

    /// The numbers of the present connections, oldest first; the first connection ever is 1.
    package var connections: [Int] { control.connections }

    /// Stops listening and ends all connections.
    package func close() {
        control.change { $0.isClosed = true }
    }
}
