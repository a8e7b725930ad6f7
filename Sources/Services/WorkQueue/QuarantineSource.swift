package import AMQP

/// A message that the broker put aside: given out too often, or no ticket at all.
package struct QuarantinedMessage: Sendable {
    /// The ticket, if it is one.
    package let ticket: Swift.Result<Ticket, TicketError>
    /// The broker's word: "rejected", "delivery_limit", "maxlen".
    package let reason: String
    /// The queue it lay in.
    package let queue: String
    let delivery: Delivery
}

/// Takes messages from the quarantine queue.
package struct QuarantineSource: Sendable {
    private let connection: ReconnectingConnection
    private let topology: Topology

    package init(_ connection: ReconnectingConnection, topology: Topology) {
        self.connection = connection
        self.topology = topology
    }

    /// The next message put aside, or nil.
    package func next() async throws -> QuarantinedMessage? {
        let queue = topology.quarantineQueue
        guard let delivery = try await connection.withConnection({ try await $0.get(queue) }) else { return nil }
        let headers = delivery.properties.headers
        return QuarantinedMessage(
            ticket: Swift.Result { () throws(TicketError) in try Ticket(decoding: delivery.body) },
            reason: headers["x-first-death-reason"] ?? "unknown", queue: headers["x-first-death-queue"] ?? "unknown",
            delivery: delivery)
    }

    /// To be called once the database knows.
    @discardableResult
    package func acknowledge(_ message: QuarantinedMessage) async throws -> Settlement {
        try await connection.acknowledge(message.delivery)
    }
}
