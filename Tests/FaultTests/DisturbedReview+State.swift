import AMQP
import FaultInjection
import Planning
import Postgres
import WorkQueue

/// What tests ask of the servers of a harmed cluster.
extension DisturbedReview {
    func term() async throws -> Int64? { try await value("SELECT term FROM relecture.leadership") }

    func leader() async throws -> String? { try await value("SELECT leader FROM relecture.leadership") }

    /// Microseconds since 1970.
    func leaseEnd() async throws -> Int64 {
        try await value("SELECT (extract(epoch FROM lease_until) * 1000000)::bigint FROM relecture.leadership") ?? 0
    }

    /// How many messages lie in the queue of normal tickets; nil when there is no such queue, or no broker.
    func queueDepth() async throws -> Int? {
        let endpoint = try AMQPEndpoint(await cluster.urls.broker)
        guard let connection = try? await AMQPConnection.open(endpoint) else { return nil }
        let count = try? await connection.messageCount(queue: Topology().workQueue(.normal))
        await connection.close()
        return count
    }
}
