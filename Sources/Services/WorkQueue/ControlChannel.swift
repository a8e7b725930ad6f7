package import AMQP
package import Logging

/// Broadcasts hints to all nodes and receives theirs, on its own connection.
package struct ControlChannel: Sendable {
    private let connection: ReconnectingConnection
    private let topology: Topology

    /// Connects on first use and resubscribes after every reconnection; hints sent in the meantime are lost.
    package init(
        _ endpoint: AMQPEndpoint, options: ConnectionOptions = ConnectionOptions(), patience: Duration? = nil,
        topology: Topology, logger: Logger
    ) {
        self.topology = topology
        let exchange = topology.controlExchange
        connection = ReconnectingConnection(endpoint, options: options, patience: patience, logger: logger) {
            connection in
            _ = try await connection.subscribe(toFanout: exchange)
        }
    }

    /// Starts listening, so that no later hint is missed.
    package func open() async throws {
        try await connection.withConnection { _ in }
    }

    /// Sends a hint to every listening node, including this one.
    package func broadcast(_ hint: Hint) async throws {
        var message = OutgoingMessage(
            exchange: topology.controlExchange, routingKey: "", messageID: hint.kind.rawValue, body: try hint.encoded())
        message.assurance = .fleeting
        let sent = message
        _ = try await connection.withConnection { try await $0.publish(sent) }
    }

    /// Returns the oldest unread hint without waiting. Skips unknown ones.
    package func nextHint() async throws -> Hint? {
        while let message = try await connection.withConnection({ try await $0.nextMessage() }) {
            if let hint = Hint(decoding: message.body) { return hint }
        }
        return nil
    }

    /// Closes the connection.
    package func close() async {
        await connection.close()
    }
}
