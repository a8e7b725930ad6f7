package import AMQP
package import Logging

extension Topology {
    /// Makes queues anew that have no leader, and answers their names. Needs the permission to configure.
    ///
    /// A quorum queue that was declared just before its only node was killed comes back without a leader (RabbitMQ 3.10):
    /// it exists and counts no messages, but whoever takes from it or publishes to it waits for ever, or is told of an
    /// internal error (541). Deleting it ends that. Tickets that it may have held are lost, which is harmless: the database
    /// is asked what is still to be done.
    package func repair(at endpoint: AMQPEndpoint, options: ConnectionOptions, logger: Logger) async throws -> [String]
    {
        var repaired: [String] = []
        for queue in Urgency.allCases.map(workQueue) + [quarantineQueue] {
            // Twice, for a queue whose node has just booted elects its leader within a second or two.
            if try await answers(queue, at: endpoint, options) { continue }
            if try await answers(queue, at: endpoint, options) { continue }
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

    /// Makes a queue that was deleted anew, and waits until it has a leader.
    ///
    /// While the broker is still taking the old one away it answers a declaration with an internal error, and a new queue
    /// has nobody who would answer until its leader is elected.
    private func restore(_ queue: String, at endpoint: AMQPEndpoint, _ options: ConnectionOptions) async throws {
        for attempt in 1... {
            do {
                // Nobody tells when it is there; whoever finds it without a leader after ten tries repairs it again.
                if try await answers(queue, at: endpoint, options) || attempt == 10 { return }
            } catch let error as AMQPError where error.kind == .closedByBroker(code: 541) && attempt < 10 {}
            try await Task.sleep(for: .milliseconds(500))
        }
    }

    /// Whether somebody answers for a queue; one that holds messages has a leader that counted them.
    private func answers(_ queue: String, at endpoint: AMQPEndpoint, _ options: ConnectionOptions) async throws -> Bool
    {
        var impatient = options
        impatient.replyTimeout = .seconds(3)
        let connection = try await AMQPConnection.open(endpoint, options: impatient)
        let result: Result<Bool, any Error>
        do {
            try await declare(on: connection)
            let isFilled = try await connection.messageCount(queue: queue) > 0
            // Closing gives back what came in just now.
            if !isFilled { _ = try await connection.get(queue) }
            result = .success(true)
        } catch {
            result = .failure(error)
        }
        await connection.close()
        return try result.flatMapError { error in
            // A broker that does not even answer for its topology has other troubles. Its "noproc" is an internal error.
            guard let error = error as? AMQPError, error.operation == "basic.get",
                error.kind == .timeout || error.kind == .closedByBroker(code: 541)
            else { return .failure(error) }
            return .success(false)
        }.get()
    }
}
