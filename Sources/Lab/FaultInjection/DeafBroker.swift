import AMQP

/// Detects a broker that serves no quorum queues.
///
/// RabbitMQ 3.10 can return from being killed or starved in a state in which it serves no quorum queue, even after the
/// queue is deleted and declared again (it answers 541, "noproc", or nothing). Only an operator can help, by restarting
/// it.
enum DeafBroker {
    /// Whether even a newly declared queue is not served. The broker itself waits for a leader election, so one answer
    /// is enough.
    ///
    /// - Throws: `AMQPError` if the broker cannot be reached at all, which is a different problem.
    static func isDeaf(at endpoint: AMQPEndpoint) async throws -> Bool {
        var options = ConnectionOptions()
        options.replyTimeout = .seconds(20)
        let queue = "relecture.probe.\(UInt64.random(in: .min ... .max))"
        let isServed = try await asking(endpoint, options) { connection in
            try await connection.declare(quorumQueue: queue)
            _ = try await connection.get(queue)
        }
        _ = try await asking(endpoint, options) { _ = try await $0.delete(queue: queue) }
        return !isServed
    }

    /// Whether the broker carried out the request.
    private static func asking(
        _ endpoint: AMQPEndpoint, _ options: ConnectionOptions, _ body: (AMQPConnection) async throws -> Void
    ) async throws -> Bool {
        let connection = try await AMQPConnection.open(endpoint, options: options)
        var isDone = false
        do {
            try await body(connection)
            isDone = true
        } catch {}
        await connection.close()
        return isDone
    }
}
