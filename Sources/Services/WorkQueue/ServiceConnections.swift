package import AMQP
package import Logging

/// The connections of a service of the cluster.
extension AMQPEndpoint {
    /// A connection to the broker that is made again whenever it is lost, with the topology in place.
    ///
    /// The first attempt is made here, so that a wrong address or password is told at once. Later a call waits no
    /// longer than the patience for a broker that is away: what else is to be done must not wait with it.
    /// - Parameter isRepairing: whether queues that lost their leader are made anew on every connection.
    package func connection(
        role: String, patience: Duration = .seconds(5), isRepairing: Bool = false, logger: Logger
    ) async throws -> ReconnectingConnection {
        var options = ConnectionOptions()
        options.name = "relecture-\(role)"
        let probe = try await AMQPConnection.open(self, options: options)
        await probe.close()
        return ReconnectingConnection(
            self, options: options, patience: patience, logger: logger
        ) { [options] connection in
            if isRepairing { _ = try await Topology().repair(at: self, options: options, logger: logger) }
            try await Topology().declare(on: connection)
        }
    }

    /// Where a service hears and sends hints, on a connection of its own.
    package func hints(role: String, patience: Duration? = nil, logger: Logger) -> ControlChannel {
        var options = ConnectionOptions()
        options.name = "relecture-\(role)/hints"
        return ControlChannel(self, options: options, patience: patience, topology: Topology(), logger: logger)
    }
}
