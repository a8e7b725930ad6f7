package import TCPProxy

/// A fault to inject. Durations are in milliseconds; lasting faults heal by themselves.
package enum Fault: Sendable, Hashable {
    /// SIGKILL; restarted after the pause.
    case kill(Node, pause: Int)
    /// SIGSTOP, then SIGCONT.
    case freeze(Node, for: Int)
    /// SIGKILL to a worker's decoding child.
    case killChild(of: Int)
    case freezeChild(of: Int, for: Int)
    /// One process loses one server or both.
    case network(Node, Link, ProxyFault, for: Int)
    /// All processes lose a server.
    case networkOfAll(Link, ProxyFault, for: Int)
    case broker(BrokerFault)
    case database(DatabaseFault)
    /// Tickets that no correct publisher sends, or that result from a lost confirm.
    case tickets(TicketNoise)

    package enum Link: String, Sendable, Hashable, CaseIterable {
        case broker, database, both
    }

    package enum BrokerFault: Sendable, Hashable {
        /// An orderly restart, as in an upgrade.
        case restart
        case kill
        /// Killed with the loss of all its state.
        case wipe
        case freeze(for: Int)
        case purgeQueues
        case deleteQueues
    }

    package enum DatabaseFault: Sendable, Hashable {
        /// `pg_terminate_backend` on every session of the cluster.
        case terminateSessions
        /// SIGQUIT: sessions end at once, and the next start runs recovery.
        case immediate
        case restart
        case freeze(for: Int)
    }

    package enum TicketNoise: String, Sendable, Hashable, CaseIterable {
        /// One for every chunk, whatever its state.
        case duplicates
        /// For a review and chunks that do not exist.
        case stale
        /// In a later protocol version.
        case foreign
        /// Not a ticket at all.
        case garbage
    }
}

extension Fault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .kill(let node, let pause): "kill \(node), start it \(pause) ms later"
        case .freeze(let node, let time): "freeze \(node) for \(time) ms"
        case .killChild(let worker): "kill the child of worker-\(worker)"
        case .freezeChild(let worker, let time): "freeze the child of worker-\(worker) for \(time) ms"
        case .network(let node, let link, let fault, let time): "\(node) to \(link.rawValue): \(fault) for \(time) ms"
        case .networkOfAll(let link, let fault, let time): "all to \(link.rawValue): \(fault) for \(time) ms"
        case .broker(let fault): "broker: \(fault)"
        case .database(let fault): "database: \(fault)"
        case .tickets(let noise): "tickets: \(noise.rawValue)"
        }
    }
}
