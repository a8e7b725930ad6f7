extension AMQPConnection {
    /// Declares a durable exchange; does nothing if it exists.
    package func declare(exchange: String, _ kind: ExchangeKind) throws(AMQPError) {
        try expectDone("exchange.declare", of: exchange) { wire throws(AMQPError) in
            try wire.sendExchangeDeclare(exchange, kind, isPassive: false)
        }
    }

    /// Declares a durable quorum queue; does nothing if it exists.
    package func declare(quorumQueue queue: String) throws(AMQPError) {
        _ = try declared(queue) { wire throws(AMQPError) in try wire.sendQueueDeclare(queue, .quorum) }
    }

    /// Binds a queue to an exchange; does nothing if already bound.
    package func bind(queue: String, to exchange: String, routingKey: String) throws(AMQPError) {
        try expectDone("queue.bind", of: queue) { wire throws(AMQPError) in
            try wire.sendBind(queue: queue, exchange: exchange, routingKey: routingKey)
        }
    }

    /// Checks that an exchange exists. Fails with code 404 (and ends the connection) if it does not.
    package func check(exchange: String) throws(AMQPError) {
        try expectDone("exchange.declare", of: exchange) { wire throws(AMQPError) in
            try wire.sendExchangeDeclare(exchange, .direct, isPassive: true)
        }
    }

    /// Returns the number of ready messages in a queue. Fails with code 404 (and ends the connection) if it is missing.
    package func messageCount(queue: String) throws(AMQPError) -> Int {
        try declared(queue) { wire throws(AMQPError) in try wire.sendPassiveQueueDeclare(queue) }
    }

    /// Purges the ready messages of a queue and returns their number.
    @discardableResult
    package func purge(queue: String) throws(AMQPError) -> Int {
        try counted("queue.purge", queue) { wire throws(AMQPError) in try wire.sendPurge(queue) }
    }

    /// Deletes a queue and returns the number of messages deleted with it.
    @discardableResult
    package func delete(queue: String) throws(AMQPError) -> Int {
        try counted("queue.delete", queue) { wire throws(AMQPError) in try wire.sendDelete(queue: queue) }
    }

    /// Deletes an exchange.
    package func delete(exchange: String) throws(AMQPError) {
        try expectDone("exchange.delete", of: exchange) { wire throws(AMQPError) in
            try wire.sendDelete(exchange: exchange)
        }
    }

    func expectDone(
        _ operation: String, of object: String, _ send: (Wire) throws(AMQPError) -> Void
    ) throws(AMQPError) {
        let answer = try request(operation, of: object, send)
        guard case .done = answer else { throw fail(unexpected: answer, to: operation, of: object) }
    }

    private func declared(
        _ queue: String, _ send: (Wire) throws(AMQPError) -> Void
    ) throws(AMQPError) -> Int {
        let answer = try request("queue.declare", of: queue, send)
        guard case .queueDeclared(_, let count) = answer else {
            throw fail(unexpected: answer, to: "queue.declare", of: queue)
        }
        return count
    }

    private func counted(
        _ operation: String, _ queue: String, _ send: (Wire) throws(AMQPError) -> Void
    ) throws(AMQPError) -> Int {
        let answer = try request(operation, of: queue, send)
        guard case .counted(let count) = answer else { throw fail(unexpected: answer, to: operation, of: queue) }
        return count
    }
}

/// How an exchange routes messages.
package enum ExchangeKind: String, Sendable {
    case direct
    case fanout
}

/// How a queue is declared.
package enum QueueKind: Sendable {
    /// Replicated and durable. Only the type is fixed; the rest is set by broker policy, which can be changed later.
    case quorum
    /// Named by the broker and deleted with the connection.
    case privateToConnection
}
