package import AMQP
package import Logging
import Planning

extension Topology {
    /// Makes queues anew that have no leader, and answers their names. Needs the permission to configure; to be called
    /// before `declare`, which such a queue refuses and which binds what was made here.
    ///
    /// A quorum queue that was declared just before its only node was killed comes back without a leader (RabbitMQ
    /// 3.10): it exists and counts no messages, but whoever takes from it or publishes to it waits for ever, or is told
    /// of an internal error (541). Deleting it ends that. Tickets that it may have held are lost, which is harmless:
    /// the database is asked what is still to be done.
    package func repair(at endpoint: AMQPEndpoint, options: ConnectionOptions, logger: Logger) async throws -> [String]
    {
        var repaired: [String] = []
        for queue in try await unanswered(at: endpoint, options: options) {
            logger.warning("made a queue anew that had no leader", metadata: ["queue": "\(queue)"])
            var patient = options
            // The broker itself waits for the leader that is not there before it gives up.
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

    /// The queues that nobody answers for; those that are missing are made.
    package func unanswered(at endpoint: AMQPEndpoint, options: ConnectionOptions) async throws -> [String] {
        var silent: [String] = []
        for queue in Urgency.allCases.map(workQueue) + [quarantineQueue] {
            // Twice, for a queue whose node has just booted elects its leader within a second or two.
            if try await answers(queue, at: endpoint, options) { continue }
            if try await answers(queue, at: endpoint, options) { continue }
            silent.append(queue)
        }
        return silent
    }

    /// Waits until a queue that was deleted is there again and has a leader: the broker tells of neither. One that
    /// takes longer than ten tries is found by the next repair.
    private func restore(_ queue: String, at endpoint: AMQPEndpoint, _ options: ConnectionOptions) async throws {
        for _ in 1...10 {
            if try await answers(queue, at: endpoint, options) { return }
            try await Task.sleep(for: .milliseconds(500))
        }
    }

    /// Whether somebody answers for a queue, which is made where it is missing; one that holds messages has a leader
    /// that counted them. It looks at this queue alone: another without a leader would refuse to be declared beside it.
    private func answers(_ queue: String, at endpoint: AMQPEndpoint, _ options: ConnectionOptions) async throws -> Bool
    {
        var impatient = options
        impatient.replyTimeout = .seconds(3)
        let connection = try await AMQPConnection.open(endpoint, options: impatient)
        let result: Result<Bool, any Error>
        do {
            try await connection.declare(quorumQueue: queue)
            let isFilled = try await connection.messageCount(queue: queue) > 0
            // Closing gives back what came in just now.
            if !isFilled { _ = try await connection.get(queue) }
            result = .success(true)
        } catch
            where error.kind == .closedByBroker(code: 541) || error.kind == .timeout && error.operation == "basic.get"
        {
            // The broker's "noproc" is an internal error. One that does not even answer a declaration has other
            // troubles.
            result = .success(false)
        } catch {
            result = .failure(error)
        }
        await connection.close()
        return try result.get()
    }
}
