package import AMQP
package import Planning

/// The exchanges and queues that a cluster shares, all named after one prefix.
///
///     work (direct) --urgency--> work.urgent.v1, work.normal.v1, work.bulk.v1   quorum queues
///     dlx (direct) --urgency--> quarantine                                       quorum queue
///     control (fanout) --> a private queue of each node
///
/// The version of the tickets is in the names, so that a node never meets tickets that it does not understand. Queues
/// carry their type and nothing else: limits and dead-lettering are the broker's policy (`policies`), which can change
/// without making the queues anew.
package struct Topology: Sendable, Hashable {
    package let prefix: String
    /// Of the tickets; each version has its own work queues.
    package let version: Int

    package init(prefix: String = "relecture", version: Int = Ticket.protocolVersion) {
        self.prefix = prefix
        self.version = version
    }

    /// The same for tickets of another version.
    package func speaking(_ version: Int) -> Topology { Topology(prefix: prefix, version: version) }

    package var workExchange: String { "\(prefix).work" }
    package var deadLetterExchange: String { "\(prefix).dlx" }
    package var controlExchange: String { "\(prefix).control" }
    package var quarantineQueue: String { "\(prefix).quarantine" }

    package func workQueue(_ urgency: Urgency) -> String {
        "\(prefix).work.\(urgency.rawValue).v\(version)"
    }

    package func routingKey(_ urgency: Urgency) -> String {
        "\(urgency.rawValue).v\(version)"
    }

    /// Makes what is missing. Needs the permission to configure.
    package func declare(on connection: AMQPConnection) async throws {
        try await connection.declare(exchange: workExchange, .direct)
        try await connection.declare(exchange: deadLetterExchange, .direct)
        try await connection.declare(exchange: controlExchange, .fanout)
        try await connection.declare(quorumQueue: quarantineQueue)
        for urgency in Urgency.allCases {
            let queue = workQueue(urgency)
            let key = routingKey(urgency)
            try await connection.declare(quorumQueue: queue)
            try await connection.bind(queue: queue, to: workExchange, routingKey: key)
            // Dead letters keep their routing key.
            try await connection.bind(queue: quarantineQueue, to: deadLetterExchange, routingKey: key)
        }
    }

    /// Fails unless everything is there; for nodes that may not configure.
    package func check(on connection: AMQPConnection) async throws {
        for exchange in [workExchange, deadLetterExchange, controlExchange] {
            try await connection.check(exchange: exchange)
        }
        for queue in Urgency.allCases.map(workQueue) + [quarantineQueue] {
            _ = try await connection.messageCount(queue: queue)
        }
    }

    /// Deletes everything and all messages.
    package func delete(on connection: AMQPConnection) async throws {
        for queue in Urgency.allCases.map(workQueue) + [quarantineQueue] {
            try await connection.delete(queue: queue)
        }
        for exchange in [workExchange, deadLetterExchange, controlExchange] {
            try await connection.delete(exchange: exchange)
        }
    }
}
