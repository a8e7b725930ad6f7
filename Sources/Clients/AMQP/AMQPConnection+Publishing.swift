extension AMQPConnection {
    /// Publishes one message and waits for the broker's confirm.
    ///
    /// Throws when the connection is lost before the answer: the message may be stored or not.
    package func publish(_ message: OutgoingMessage) throws(AMQPError) -> PublishOutcome {
        let outcome = try publish([message])[0]
        if case .unknown(let error) = outcome { throw error }
        return outcome
    }

    /// Publishes messages one after the other without waiting, then collects the confirms, in the order given.
    ///
    /// Throws only when nothing was sent; what has no answer when the connection ends is `unknown`.
    package func publish(_ messages: [OutgoingMessage]) throws(AMQPError) -> [PublishOutcome] {
        try drain()
        _ = try liveWire()
        if let blockedReason {
            throw AMQPError(.blocked, operation: "basic.publish", object: endpoint.address, text: blockedReason)
        }
        confirms.beginBatch(count: messages.count)
        do {
            try send(messages)
            try awaitConfirms(until: Deadline(after: options.confirmTimeout))
            let text = "neither confirmed nor refused"
            return confirms.outcomes(
                missing: AMQPError(.protocolViolation, operation: "publish", object: endpoint.address, text: text))
        } catch {
            return confirms.outcomes(missing: error)
        }
    }

    private func send(_ messages: [OutgoingMessage]) throws(AMQPError) {
        for (index, message) in messages.enumerated() {
            confirms.published(index: index, messageID: message.messageID)
            try onWire { wire throws(AMQPError) in try wire.publish(message) }
            // Otherwise the confirms of a long batch fill the socket and the broker stops reading.
            if index % 64 == 63 { try drain() }
        }
    }

    private func awaitConfirms(until deadline: Deadline) throws(AMQPError) {
        while !confirms.isSettled {
            guard !deadline.hasPassed else {
                let kind: AMQPError.Kind = blockedReason == nil ? .timeout : .blocked
                let text = blockedReason ?? "no confirm within \(options.confirmTimeout)"
                throw end(AMQPError(kind, operation: "basic.publish", object: endpoint.address, text: text))
            }
            if let event = try nextEvent(within: deadline.remaining) {
                guard case .handled = event else { throw fail(unexpected: event, to: "publish", of: endpoint.address) }
            }
        }
    }
}
