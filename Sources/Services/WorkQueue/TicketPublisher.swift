package import AMQP
package import Planning

/// Publishes tickets as persistent messages with confirms.
package struct TicketPublisher: Sendable {
    /// The outcome for one ticket. Record a ticket as dispatched only if confirmed.
    package struct Result: Sendable {
        package let ticket: Ticket
        package let outcome: PublishOutcome

        package var isConfirmed: Bool { outcome == .confirmed }
    }

    private let connection: ReconnectingConnection
    private let topology: Topology

    /// Use a connection only for publishing: during an alarm the broker stops reading from it.
    package init(_ connection: ReconnectingConnection, topology: Topology) {
        self.connection = connection
        self.topology = topology
    }

    /// Returns a publisher for tickets of another version.
    package func speaking(_ version: Int) -> TicketPublisher {
        TicketPublisher(connection, topology: topology.speaking(version))
    }

    /// The version of the tickets.
    package var version: Int { topology.version }

    /// Returns the number of tickets ready in a queue as counted by the broker, which may lag by seconds.
    package func depth(_ urgency: Urgency) async throws -> Int {
        let queue = topology.workQueue(urgency)
        return try await connection.withConnection { Int(try await $0.messageCount(queue: queue)) }
    }

    /// Drops the connection. The next use opens a new one, which first repairs the queues.
    package func reconnect() async {
        _ = try? await connection.withConnection { await $0.close() }
    }

    /// Publishes a batch and waits for its confirms. Results are in the order of the tickets.
    ///
    /// Throws if nothing was sent. Publish an unconfirmed ticket again with the same sequence.
    package func publish(_ tickets: [Ticket]) async throws -> [Result] {
        guard !tickets.isEmpty else { return [] }
        let messages = try tickets.map { ticket in
            OutgoingMessage(
                exchange: topology.workExchange, routingKey: topology.routingKey(ticket.urgency),
                messageID: ticket.messageID, body: try ticket.encoded(version: topology.version))
        }
        let outcomes = try await connection.withConnection { try await $0.publish(messages) }
        return zip(tickets, outcomes).map { Result(ticket: $0, outcome: $1) }
    }
}
