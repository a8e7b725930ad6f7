import CRabbitMQ

// Each function sends one method without waiting. The reply arrives through `nextFrame`, among other frames.
extension Wire {
    func sendGet(_ queue: String) throws(AMQPError) {
        let arena = CallArena()
        let method = amqp_basic_get_t(ticket: 0, queue: arena.bytes(queue), no_ack: 0)
        try send(relecture_basic_get, method, "basic.get", queue, arena)
    }

    func sendAcknowledge(_ tag: UInt64) throws(AMQPError) {
        let method = amqp_basic_ack_t(delivery_tag: tag, multiple: 0)
        try send(relecture_basic_ack, method, "basic.ack", "delivery \(tag)", CallArena())
    }

    func sendReject(_ tag: UInt64, isRequeued: Bool) throws(AMQPError) {
        let method = amqp_basic_reject_t(delivery_tag: tag, requeue: isRequeued ? 1 : 0)
        try send(relecture_basic_reject, method, "basic.reject", "delivery \(tag)", CallArena())
    }

    func sendConsume(_ queue: String) throws(AMQPError) {
        let arena = CallArena()
        let method = amqp_basic_consume_t(
            ticket: 0, queue: arena.bytes(queue), consumer_tag: arena.bytes(""), no_local: 0, no_ack: 1, exclusive: 1,
            nowait: 0, arguments: arena.table([]))
        try send(relecture_basic_consume, method, "basic.consume", queue, arena)
    }

    func sendQueueDeclare(_ queue: String, _ kind: QueueKind) throws(AMQPError) {
        let arena = CallArena()
        let isPrivate: amqp_boolean_t = kind == .privateToConnection ? 1 : 0
        let arguments = kind == .quorum ? arena.table([("x-queue-type", arena.value("quorum"))]) : arena.table([])
        let method = amqp_queue_declare_t(
            ticket: 0, queue: arena.bytes(queue), passive: 0, durable: 1 - isPrivate, exclusive: isPrivate,
            auto_delete: isPrivate, nowait: 0, arguments: arguments)
        try send(relecture_queue_declare, method, "queue.declare", queue, arena)
    }

    func sendPassiveQueueDeclare(_ queue: String) throws(AMQPError) {
        let arena = CallArena()
        let method = amqp_queue_declare_t(
            ticket: 0, queue: arena.bytes(queue), passive: 1, durable: 1, exclusive: 0, auto_delete: 0, nowait: 0,
            arguments: arena.table([]))
        try send(relecture_queue_declare, method, "queue.declare", queue, arena)
    }

    func sendBind(queue: String, exchange: String, routingKey: String) throws(AMQPError) {
        let arena = CallArena()
        let method = amqp_queue_bind_t(
            ticket: 0, queue: arena.bytes(queue), exchange: arena.bytes(exchange),
            routing_key: arena.bytes(routingKey), nowait: 0, arguments: arena.table([]))
        try send(relecture_queue_bind, method, "queue.bind", queue, arena)
    }

    func sendPurge(_ queue: String) throws(AMQPError) {
        let arena = CallArena()
        let method = amqp_queue_purge_t(ticket: 0, queue: arena.bytes(queue), nowait: 0)
        try send(relecture_queue_purge, method, "queue.purge", queue, arena)
    }

    func sendDelete(queue: String) throws(AMQPError) {
        let arena = CallArena()
        let method = amqp_queue_delete_t(
            ticket: 0, queue: arena.bytes(queue), if_unused: 0, if_empty: 0, nowait: 0)
        try send(relecture_queue_delete, method, "queue.delete", queue, arena)
    }

    func sendExchangeDeclare(_ exchange: String, _ kind: ExchangeKind, isPassive: Bool) throws(AMQPError) {
        let arena = CallArena()
        let method = amqp_exchange_declare_t(
            ticket: 0, exchange: arena.bytes(exchange), type: arena.bytes(kind.rawValue), passive: isPassive ? 1 : 0,
            durable: 1, auto_delete: 0, internal: 0, nowait: 0, arguments: arena.table([]))
        try send(relecture_exchange_declare, method, "exchange.declare", exchange, arena)
    }

    func sendDelete(exchange: String) throws(AMQPError) {
        let arena = CallArena()
        let method = amqp_exchange_delete_t(ticket: 0, exchange: arena.bytes(exchange), if_unused: 0, nowait: 0)
        try send(relecture_exchange_delete, method, "exchange.delete", exchange, arena)
    }

    func sendConnectionClose() throws(AMQPError) {
        let arena = CallArena()
        let method = amqp_connection_close_t(
            reply_code: UInt16(AMQP_REPLY_SUCCESS), reply_text: arena.bytes("goodbye"), class_id: 0, method_id: 0)
        try send(relecture_connection_close, method, "connection.close", address, arena, channel: 0)
    }

    /// Acknowledges the broker's close of the channel or connection, as the protocol requires.
    func sendCloseOK(answering frame: IncomingFrame) throws(AMQPError) {
        if case .channelClosed = frame {
            try send(relecture_channel_close_ok, amqp_channel_close_ok_t(), "channel.close-ok", address, CallArena())
        } else {
            let method = amqp_connection_close_ok_t()
            try send(relecture_connection_close_ok, method, "connection.close-ok", address, CallArena(), channel: 0)
        }
    }
}
