package import AMQP
package import Logging

/// The broker connections of a cluster service.
extension AMQPEndpoint {
    /// Returns a connection to the broker that reconnects when lost and declares the topology.
    ///
    /// Makes a first attempt immediately, so that a wrong address or password is reported at once. Later, a call waits
    /// at most `patience` for an unavailable broker, so that other work is not delayed.
    /// - Parameter isRepairing: whether every new connection recreates queues that have lost their leader.
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

    /// Returns a channel for sending and receiving hints, on its own connection.
    package func hints(role: String, patience: Duration? = nil, logger: Logger) -> ControlChannel {
        var options = ConnectionOptions()
        options.name = "relecture-\(role)/hints"
        return ControlChannel(self, options: options, patience: patience, topology: Topology(), logger: logger)
    }
}
