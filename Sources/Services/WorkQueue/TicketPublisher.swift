package import AMQP
package import Planning

/// Publishes tickets, persistent and confirmed.
package struct TicketPublisher: Sendable {
    /// What became of one ticket. Only a confirmed ticket may be recorded as dispatched.
    package struct Result: Sendable {
        package let ticket: Ticket
        package let outcome: PublishOutcome

        package var isConfirmed: Bool { outcome == .confirmed }
    }

    private let connection: ReconnectingConnection
    private let topology: Topology

    /// The connection should serve publishing alone: in an alarm the broker stops reading from it.
    package init(_ connection: ReconnectingConnection, topology: Topology) {
        self.connection = connection
        self.topology = topology
    }

    /// The same for tickets of another version.
    package func speaking(_ version: Int) -> TicketPublisher {
        TicketPublisher(connection, topology: topology.speaking(version))
    }

    /// Of the tickets.
    package var version: Int { topology.version }

    /// Tickets that wait in a queue, by the broker's own count, which may lag behind by seconds.
    package func depth(_ urgency: Urgency) async throws -> Int {
        let queue = topology.workQueue(urgency)
        return try await connection.withConnection { Int(try await $0.messageCount(queue: queue)) }
    }

    /// Gives the connection up; the next use makes another, and looks after the queues before.
    package func reconnect() async {
        _ = try? await connection.withConnection { await $0.close() }
    }

    /// Publishes a batch and waits for its confirms; the results are in the order of the tickets.
    ///
    /// Throws when nothing was sent. A ticket that is not confirmed is to be published again, with the same sequence.
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
