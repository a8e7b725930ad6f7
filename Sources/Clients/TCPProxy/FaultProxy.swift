import Foundation

/// A TCP proxy that can misbehave on order, for all connections or for one, while it runs.
///
/// One thread serves all of its connections. It ends when the proxy is closed or nobody holds it any more.
package final class FaultProxy: Sendable {
    /// Where it listens.
    package let port: Int
    private let control: ProxyControl

    /// Listens on a free port below the range of outgoing connections and hands everything on to a port on 127.0.0.1.
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

    /// What happens to every connection from now on, present and future; settings of single ones are forgotten.
    package func set(_ fault: ProxyFault) {
        control.change { orders in
            orders.fault = fault
            orders.single = [:]
            orders.version += 1
        }
    }

    /// What happens to one connection from now on.
    package func set(_ fault: ProxyFault, ofConnection number: Int) {
        control.change { orders in
            orders.single[number] = fault
            orders.version += 1
        }
    }

    /// Ends the connections that are there with RST, and goes on as before.
    package func resetConnections() {
        control.change { $0.resets += 1 }
    }

    /// Where new connections lead from now on.
    package func redirect(to upstream: Int) {
        control.change { $0.upstream = upstream }
    }

    /// The numbers of the connections that are there, the oldest first; the first one ever is 1.
    package var connections: [Int] { control.connections }

    package func close() {
        control.change { $0.isClosed = true }
    }
}
