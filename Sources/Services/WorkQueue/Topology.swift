package import AMQP
package import Planning

/// The exchanges and queues shared by a cluster, all named with one prefix.
///
///     work (direct) --urgency--> work.urgent.v1, work.normal.v1, work.bulk.v1   quorum queues
///     dlx (direct) --urgency--> quarantine                                       quorum queue
///     control (fanout) --> a private queue of each node
///
/// The ticket version is part of the names, so that a node never receives tickets it does not understand. Queues are
/// declared with their type only: limits and dead-lettering are set by broker policy (`policies`), which can change
/// without recreating the queues.
package struct Topology: Sendable, Hashable {
    package let prefix: String
    /// The ticket version; each version has its own work queues.
    package let version: Int

    package init(prefix: String = "relecture", version: Int = Ticket.protocolVersion) {
        self.prefix = prefix
        self.version = version
    }

    /// Returns the topology for tickets of another version.
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

    /// Declares whatever is missing. Requires the configure permission.
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

    /// Throws unless everything exists. For nodes without the configure permission.
    package func check(on connection: AMQPConnection) async throws {
        for exchange in [workExchange, deadLetterExchange, controlExchange] {
            try await connection.check(exchange: exchange)
        }
        for queue in Urgency.allCases.map(workQueue) + [quarantineQueue] {
            _ = try await connection.messageCount(queue: queue)
        }
    }

    /// Deletes everything, including all messages.
    package func delete(on connection: AMQPConnection) async throws {
        for queue in Urgency.allCases.map(workQueue) + [quarantineQueue] {
            try await connection.delete(queue: queue)
        }
        for exchange in [workExchange, deadLetterExchange, controlExchange] {
            try await connection.delete(exchange: exchange)
        }
    }
}
