import AMQP

/// RabbitMQ 3.10 may come back from being killed or starved in such a state that it serves no quorum queue any more, those
/// deleted and made anew included (it answers 541, "noproc", or nothing). Nobody but an operator who restarts it can help.
enum DeafBroker {
    /// Whether a queue that is made just for this question is not served either; three times, for a broker that has just
    /// booted takes a moment to elect leaders.
    static func isDeaf(at endpoint: AMQPEndpoint) async -> Bool {
        for _ in 1...3 where await serves(endpoint) { return false }
        return true
    }

    private static func serves(_ endpoint: AMQPEndpoint) async -> Bool {
        var options = ConnectionOptions()
        options.replyTimeout = .seconds(10)
        guard let connection = try? await AMQPConnection.open(endpoint, options: options) else { return false }
        let queue = "relecture.probe.\(UInt64.random(in: .min ... .max))"
        var isServed = false
        do {
            try await connection.declare(quorumQueue: queue)
            _ = try await connection.get(queue)
            _ = try await connection.delete(queue: queue)
            isServed = true
        } catch {}
        await connection.close()
        return isServed
    }
}
