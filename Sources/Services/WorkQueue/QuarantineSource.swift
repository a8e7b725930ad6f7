package import AMQP

/// Takes messages from the quarantine queue.
package struct QuarantineSource: Sendable {
    private let connection: ReconnectingConnection
    private let topology: Topology

    package init(_ connection: ReconnectingConnection, topology: Topology) {
        self.connection = connection
        self.topology = topology
    }

    /// Returns the next quarantined message, or nil.
    package func next() async throws -> QuarantinedMessage? {
        let queue = topology.quarantineQueue
        guard let delivery = try await connection.withConnection({ try await $0.get(queue) }) else { return nil }
        let headers = delivery.properties.headers
        return QuarantinedMessage(
            ticket: Swift.Result { () throws(TicketError) in
                try Ticket(decoding: delivery.body, version: topology.version)
            },
            reason: headers["x-first-death-reason"] ?? "unknown", queue: headers["x-first-death-queue"] ?? "unknown",
            delivery: delivery)
    }

    /// Acknowledges a message. To be called once it is recorded in the database.
    @discardableResult
    package func acknowledge(_ message: QuarantinedMessage) async throws -> Settlement {
        try await connection.acknowledge(message.delivery)
    }

    /// Returns a message that could not be handled to the queue, for example because the database was unavailable.
    @discardableResult
    package func giveBack(_ message: QuarantinedMessage) async throws -> Settlement {
        try await connection.reject(message.delivery, .requeue)
    }
}

/// A message quarantined by the broker: delivered too often, or not a ticket.
package struct QuarantinedMessage: Sendable {
    /// The ticket, or the reason why the message is not one.
    package let ticket: Swift.Result<Ticket, TicketError>
    /// The broker's reason: "rejected", "delivery_limit", "maxlen".
    package let reason: String
    /// The queue it came from.
    package let queue: String
    let delivery: Delivery
}
