/// A message to publish.
package struct OutgoingMessage: Sendable, Equatable {
    package var exchange: String
    package var routingKey: String
    package var messageID: String
    package var body: [UInt8]
    package var contentType = "application/json"
    package var assurance = Assurance.stored

    /// What the broker guarantees for a message.
    package enum Assurance: Sendable, Equatable {
        /// Persistent; returned to us if unroutable.
        case stored
        /// Transient; dropped if unroutable.
        case fleeting
    }

    package init(exchange: String, routingKey: String, messageID: String, body: [UInt8]) {
        self.exchange = exchange
        self.routingKey = routingKey
        self.messageID = messageID
        self.body = body
    }
}

/// The properties sent along with a message body.
package struct MessageProperties: Sendable, Equatable {
    package var messageID: String?
    package var contentType: String?
    /// Text and whole-number headers as text, including `x-first-death-reason`. Other types are omitted.
    package var headers: [String: String] = [:]

    package init(messageID: String? = nil, contentType: String? = nil) {
        self.messageID = messageID
        self.contentType = contentType
    }
}

/// The outcome of publishing a message.
package enum PublishOutcome: Sendable, Equatable {
    /// Accepted by the broker; on a quorum queue, written by a majority.
    case confirmed
    /// Unroutable and not stored.
    case returned(reason: String)
    /// The queue is full or unavailable; try again later.
    case refused
    /// The connection ended before the confirm, so it may or may not be stored. Send again with the same message id.
    case unknown(AMQPError)
}
