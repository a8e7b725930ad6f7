extension AMQPConnection {
    /// The result of handling one frame.
    enum Event {
        /// Nothing for the caller: a confirm, a consumer's message, a partial message, or a blocked/unblocked notice.
        case handled
        /// The reply to a get: a message, or nil if the queue is empty.
        case got(Delivery?)
        case queueDeclared(name: String, messageCount: Int)
        case counted(messageCount: Int)
        case done
    }

    /// Waits for a frame and handles it. Returns nil if none arrived in time.
    func nextEvent(within limit: Duration) throws(AMQPError) -> Event? {
        guard let frame = try onWire({ wire throws(AMQPError) in try wire.nextFrame(within: limit) }) else {
            return nil
        }
        switch assembler.received(frame) {
        case nil: return .handled
        case .frame(let frame): return try handle(frame)
        case .returned(let reason, let properties):
            confirms.returned(messageID: properties.messageID, reason: reason)
            return .handled
        case .delivered(let content):
            if inbox.count >= Self.inboxLimit { inbox.removeFirst() }
            inbox.append(Delivery(content, generation: generation))
            return .handled
        case .got(let content): return .got(Delivery(content, generation: generation))
        case .violation(let text):
            throw end(AMQPError(.protocolViolation, operation: "read", object: endpoint.address, text: text))
        }
    }

    private func handle(_ frame: IncomingFrame) throws(AMQPError) -> Event {
        switch frame {
        case .acknowledged(let tag, let isMultiple): confirms.acknowledged(tag: tag, isMultiple: isMultiple)
        case .refused(let tag, let isMultiple): confirms.refused(tag: tag, isMultiple: isMultiple)
        case .blocked(let reason): blockedReason = reason.isEmpty ? "an alarm" : reason
        case .unblocked: blockedReason = nil
        case .gotNothing: return .got(nil)
        case .queueDeclared(let name, let count): return .queueDeclared(name: name, messageCount: count)
        case .counted(let count): return .counted(messageCount: count)
        case .done: return .done
        case .channelClosed(let code, let text), .connectionClosed(let code, let text):
            try? liveWire().sendCloseOK(answering: frame)
            throw end(AMQPError(.closedByBroker(code: code), operation: "use", object: endpoint.address, text: text))
        case .consumerCancelled(let tag):
            let text = "the queue of consumer \(tag) is gone"
            throw end(AMQPError(.closedByBroker(code: 404), operation: "consume", object: tag, text: text))
        case .returned, .delivered, .got, .header, .body, .unknown:
            throw end(
                AMQPError(.protocolViolation, operation: "read", object: endpoint.address, text: "frame \(frame)"))
        }
        return .handled
    }

    /// Sends a request and waits for its reply, handling any other frames in the meantime.
    func request(
        _ operation: String, of object: String, _ send: (Wire) throws(AMQPError) -> Void
    ) throws(AMQPError) -> Event {
        // A close that has already arrived must not be mistaken for the reply.
        try drain()
        try onWire(send)
        let deadline = Deadline(after: options.replyTimeout)
        while !deadline.hasPassed {
            switch try named(operation, object, { () throws(AMQPError) in try nextEvent(within: deadline.remaining) }) {
            case nil, .handled: continue
            case .some(let answer): return answer
            }
        }
        let text = "nothing within \(options.replyTimeout)"
        throw end(AMQPError(.timeout, operation: operation, object: object, text: text))
    }

    /// Adds the name of the failed request to a broker error.
    private func named<Result>(
        _ operation: String, _ object: String, _ step: () throws(AMQPError) -> Result
    ) throws(AMQPError) -> Result {
        do {
            return try step()
        } catch {
            guard case .closedByBroker = error.kind else { throw error }
            throw AMQPError(error.kind, operation: operation, object: object, text: error.text)
        }
    }

    func fail(unexpected event: Event, to operation: String, of object: String) -> AMQPError {
        end(AMQPError(.protocolViolation, operation: operation, object: object, text: "\(event)"))
    }
}
