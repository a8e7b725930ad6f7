package import AMQP
import Logging
import Planning
import WorkQueue

extension ClusterCheck {
    /// Takes all remaining tickets from the broker and returns those that would still start work as violations.
    package func violations(ofTicketsAt endpoint: AMQPEndpoint) async throws -> [Violation] {
        let topology = Topology()
        // A killed broker may leave a queue without a leader, and this check may see it before a coordinator does.
        _ = try await topology.repair(
            at: endpoint, options: ConnectionOptions(), logger: Logger(label: "fault-injection"))
        let connection = try await AMQPConnection.open(endpoint)
        var found: [Violation] = []
        do {
            try await topology.declare(on: connection)
            for urgency in Urgency.allCases {
                while let delivery = try await connection.get(topology.workQueue(urgency)) {
                    if let ticket = try? Ticket(decoding: delivery.body),
                        try await isClaimable(chunk: ticket.chunk, of: ticket.review)
                    {
                        found.append(Violation("no-ticket-would-work", "a ticket for chunk \(ticket.chunk) is left"))
                    }
                    _ = try await connection.acknowledge(delivery)
                }
            }
        } catch {
            await connection.close()
            throw error
        }
        await connection.close()
        return found
    }
}
