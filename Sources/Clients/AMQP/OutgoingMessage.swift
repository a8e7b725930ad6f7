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
