extension AMQPConnection {
    /// Takes one message from a queue if there is one. It stays the broker's until acknowledged.
    package func get(_ queue: String) throws(AMQPError) -> Delivery? {
        let answer = try request("basic.get", of: queue) { wire throws(AMQPError) in try wire.sendGet(queue) }
        guard case .got(let delivery) = answer else { throw fail(unexpected: answer, to: "basic.get", of: queue) }
        return delivery
    }

    /// Tells the broker to forget a message.
    package func acknowledge(_ delivery: Delivery) throws(AMQPError) -> Settlement {
        try settle(delivery) { wire throws(AMQPError) in try wire.sendAcknowledge(delivery.tag) }
    }

    /// Gives a message back.
    package func reject(_ delivery: Delivery, _ fate: RejectedFate) throws(AMQPError) -> Settlement {
        try settle(delivery) { wire throws(AMQPError) in
            try wire.sendReject(delivery.tag, isRequeued: fate == .requeue)
        }
    }

    /// Makes a queue that lives as long as this connection, bound to a fanout exchange, and listens to it.
    ///
    /// Its messages need no acknowledgement; take them with `nextMessage`. Returns the name that the broker gave it.
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

    /// The oldest unread message of the subscription, without waiting.
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
