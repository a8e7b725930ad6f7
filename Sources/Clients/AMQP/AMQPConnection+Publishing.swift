extension AMQPConnection {
    /// Publishes one message and waits for the broker's confirm.
    ///
    /// Throws if the connection is lost before the confirm; the message may or may not have been stored.
    package func publish(_ message: OutgoingMessage) throws(AMQPError) -> PublishOutcome {
        let outcome = try publish([message])[0]
        if case .unknown(let error) = outcome { throw error }
        return outcome
    }

    /// Publishes messages back to back, then collects the confirms and returns them in the given order.
    ///
    /// Throws only if nothing was sent. Messages unconfirmed when the connection ends are `unknown`.
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
