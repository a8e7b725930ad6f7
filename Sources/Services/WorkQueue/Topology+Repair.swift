package import AMQP
package import Logging
import Planning

extension Topology {
    /// Recreates queues without a leader and returns their names. Requires the configure permission. To be called
    /// before `declare`, which fails on such a queue, and which binds the queues recreated here.
    ///
    /// A quorum queue declared just before its only node was killed comes back without a leader (RabbitMQ 3.10). It
    /// exists and reports no messages, but consumers and publishers wait forever or get an internal error (541). The
    /// remedy is to delete it. Any tickets it held are lost, which is harmless: the outstanding work is in the
    /// database.
    package func repair(at endpoint: AMQPEndpoint, options: ConnectionOptions, logger: Logger) async throws -> [String]
    {
        var repaired: [String] = []
        for queue in try await unanswered(at: endpoint, options: options) {
            logger.warning("recreating a queue that has no leader", metadata: ["queue": "\(queue)"])
            var patient = options
            // The broker itself waits for the missing leader before it gives up.
            patient.replyTimeout = .seconds(20)
            patient.callTimeout = .seconds(25)
            let connection = try await AMQPConnection.open(endpoint, options: patient)
            do {
                _ = try await connection.delete(queue: queue)
            } catch {
                await connection.close()
                throw error
            }
            await connection.close()
            try await restore(queue, at: endpoint, options)
            repaired.append(queue)
        }
        return repaired
    }

    /// Returns the queues that do not respond. Declares missing ones.
    package func unanswered(at endpoint: AMQPEndpoint, options: ConnectionOptions) async throws -> [String] {
        var silent: [String] = []
        for queue in Urgency.allCases.map(workQueue) + [quarantineQueue] {
            // Try twice: after a node boots, its queues elect a leader within a second or two.
            if try await answers(queue, at: endpoint, options) { continue }
            if try await answers(queue, at: endpoint, options) { continue }
            silent.append(queue)
        }
        return silent
    }

    /// Waits until a deleted queue exists again and has a leader, since the broker announces neither. If ten tries are
    /// not enough, the next repair finds it.
    private func restore(_ queue: String, at endpoint: AMQPEndpoint, _ options: ConnectionOptions) async throws {
        for _ in 1...10 {
            if try await answers(queue, at: endpoint, options) { return }
            try await Task.sleep(for: .milliseconds(500))
        }
    }

    /// Returns whether a queue responds, declaring it if missing. A queue that reports messages has a leader that
    /// counted them. Checks only this queue: declaring it together with another leaderless one would fail.
    private func answers(_ queue: String, at endpoint: AMQPEndpoint, _ options: ConnectionOptions) async throws -> Bool
    {
        var impatient = options
        impatient.replyTimeout = .seconds(3)
        let connection = try await AMQPConnection.open(endpoint, options: impatient)
        let result: Result<Bool, any Error>
        do {
            try await connection.declare(quorumQueue: queue)
            let isFilled = try await connection.messageCount(queue: queue) > 0
            // Closing the connection requeues a message fetched here.
            if !isFilled { _ = try await connection.get(queue) }
            result = .success(true)
        } catch
            where error.kind == .closedByBroker(code: 541) || error.kind == .timeout && error.operation == "basic.get"
        {
            // The broker reports "noproc" as an internal error. A broker that does not even reply to a declaration has
            // other problems, so that timeout is not caught here.
            result = .success(false)
        } catch {
            result = .failure(error)
        }
        await connection.close()
        return try result.get()
    }
}
