package import AMQP
package import Logging

/// Sends hints to all nodes and receives theirs, on a connection of its own.
package struct ControlChannel: Sendable {
    private let connection: ReconnectingConnection
    private let topology: Topology

    /// Connects at the first use and listens again after every reconnection; hints sent meanwhile are lost.
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

    /// Starts to listen, so that later hints are not missed.
    package func open() async throws {
        try await connection.withConnection { _ in }
    }

    /// Tells every node that listens now, this one included.
    package func broadcast(_ hint: Hint) async throws {
        var message = OutgoingMessage(
            exchange: topology.controlExchange, routingKey: "", messageID: hint.kind.rawValue, body: try hint.encoded())
        message.assurance = .fleeting
        let sent = message
        _ = try await connection.withConnection { try await $0.publish(sent) }
    }

    /// The oldest hint not yet taken, without waiting. Unknown ones are skipped.
    package func nextHint() async throws -> Hint? {
        while let message = try await connection.withConnection({ try await $0.nextMessage() }) {
            if let hint = Hint(decoding: message.body) { return hint }
        }
        return nil
    }

    package func close() async {
        await connection.close()
    }
}
