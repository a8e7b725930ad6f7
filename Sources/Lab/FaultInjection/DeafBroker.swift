import AMQP

/// RabbitMQ 3.10 may come back from being killed or starved in such a state that it serves no quorum queue any more,
/// those deleted and made anew included (it answers 541, "noproc", or nothing). Nobody but an operator who restarts it
/// can help.
enum DeafBroker {
    /// Whether a queue that is made just for this question is not served either. The broker itself waits for a leader
    /// that is being elected, so one answer is enough.
    ///
    /// - Throws: `AMQPError` where it cannot be reached at all, which is another trouble.
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

    /// Whether the broker did what it was asked.
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
