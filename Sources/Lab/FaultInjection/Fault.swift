package import TCPProxy

/// One thing that goes wrong. What lasts is given in milliseconds and heals by itself.
package enum Fault: Sendable, Hashable {
    /// SIGKILL; it is started again after the pause.
    case kill(Node, pause: Int)
    /// SIGSTOP, then SIGCONT.
    case freeze(Node, for: Int)
    /// SIGKILL to what a worker decodes with.
    case killChild(of: Int)
    case freezeChild(of: Int, for: Int)
    /// One process loses a server, or both.
    case network(Node, Link, ProxyFault, for: Int)
    /// Everybody loses a server.
    case networkOfAll(Link, ProxyFault, for: Int)
    case broker(BrokerFault)
    case database(DatabaseFault)
    /// What nobody in their right mind publishes, or what a lost confirm makes.
    case tickets(TicketNoise)

    package enum Link: String, Sendable, Hashable, CaseIterable {
        case broker, database, both
    }

    package enum BrokerFault: Sendable, Hashable {
        /// In order, as in an upgrade.
        case restart
        case kill
        /// Killed, and everything it knew is gone.
        case wipe
        case freeze(for: Int)
        case purgeQueues
        case deleteQueues
    }

    package enum DatabaseFault: Sendable, Hashable {
        /// `pg_terminate_backend` on every session of the cluster.
        case terminateSessions
        /// SIGQUIT: sessions end at once, the next start recovers.
        case immediate
        case restart
        case freeze(for: Int)
    }

    package enum TicketNoise: String, Sendable, Hashable, CaseIterable {
        /// For every chunk, whatever its state.
        case duplicates
        /// Of a review and chunks that do not exist.
        case stale
        /// A later protocol version.
        case foreign
        /// No ticket at all.
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
