extension AMQPConnection {
    /// Takes one message from a queue, or returns nil if it is empty. The broker keeps the message until it is
    /// acknowledged.
    package func get(_ queue: String) throws(AMQPError) -> Delivery? {
        let answer = try request("basic.get", of: queue) { wire throws(AMQPError) in try wire.sendGet(queue) }
        guard case .got(let delivery) = answer else { throw fail(unexpected: answer, to: "basic.get", of: queue) }
        return delivery
    }

    /// Acknowledges a message, so that the broker deletes it.
    package func acknowledge(_ delivery: Delivery) throws(AMQPError) -> Settlement {
        try settle(delivery) { wire throws(AMQPError) in try wire.sendAcknowledge(delivery.tag) }
    }

    /// Rejects a message.
    package func reject(_ delivery: Delivery, _ fate: RejectedFate) throws(AMQPError) -> Settlement {
        try settle(delivery) { wire throws(AMQPError) in
            try wire.sendReject(delivery.tag, isRequeued: fate == .requeue)
        }
    }

    /// Declares a private queue bound to a fanout exchange and consumes from it. The queue lives as long as the
    /// connection.
    ///
    /// Its messages need no acknowledgement; read them with `nextMessage`. Returns the queue name chosen by the broker.
    package func subscribe(toFanout exchange: String) throws(AMQPError) -> String {
        let answer = try request("queue.declare", of: "a private queue") { wire throws(AMQPError) in
            try wire.sendQueueDeclare("", .privateToConnection)
        }
        guard case .queueDeclared(let queue, _) = answer else {
            throw fail(unexpected: answer, to: "queue.declare", of: "a private queue")
        }
        try bind(queue: queue, to: exchange, routingKey: "")
        try expectDone("basic.consume", of: queue) { wire throws(AMQPError) in try wire.sendConsume(queue) }
        return queue
    }

    /// Returns the oldest unread message of the subscription without waiting.
    package func nextMessage() throws(AMQPError) -> Delivery? {
        try drain()
        _ = try liveWire()
        return takeFromInbox()
    }

    private func settle(
        _ delivery: Delivery, _ send: (Wire) throws(AMQPError) -> Void
    ) throws(AMQPError) -> Settlement {
        guard delivery.generation == generation, isOpen else { return .stale }
        try drain()
        try onWire(send)
        return .sent
    }
}
