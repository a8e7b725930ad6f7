import AMQP
import FaultInjection
import Planning
import Postgres
import WorkQueue

/// State of a disturbed cluster, read from its servers.
extension DisturbedReview {
    func term() async throws -> Int64? { try await value("SELECT term FROM relecture.leadership") }

    func leader() async throws -> String? { try await value("SELECT leader FROM relecture.leadership") }

    /// Returns the end of the leader's lease, in microseconds since 1970.
    func leaseEnd() async throws -> Int64 {
        try await value("SELECT (extract(epoch FROM lease_until) * 1000000)::bigint FROM relecture.leadership") ?? 0
    }

    /// Returns the number of messages in the queue of normal tickets; nil without queue or broker.
    func queueDepth() async throws -> Int? {
        let endpoint = try AMQPEndpoint(await cluster.urls.broker)
        guard let connection = try? await AMQPConnection.open(endpoint) else { return nil }
        let count = try? await connection.messageCount(queue: Topology().workQueue(.normal))
        await connection.close()
        return count
    }
}
