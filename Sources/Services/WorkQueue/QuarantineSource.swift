package import AMQP

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
            ticket: Swift.Result { () throws(TicketError) in
                try Ticket(decoding: delivery.body, version: topology.version)
            },
            reason: headers["x-first-death-reason"] ?? "unknown", queue: headers["x-first-death-queue"] ?? "unknown",
            delivery: delivery)
    }

    /// To be called once the database knows.
    @discardableResult
    package func acknowledge(_ message: QuarantinedMessage) async throws -> Settlement {
        try await connection.acknowledge(message.delivery)
    }

    /// Gives a message back that could not be looked at, for instance because the database was away.
    @discardableResult
    package func giveBack(_ message: QuarantinedMessage) async throws -> Settlement {
        try await connection.reject(message.delivery, .requeue)
    }
}
