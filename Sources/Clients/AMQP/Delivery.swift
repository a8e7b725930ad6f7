/// A message from a queue, to be acknowledged or rejected on the connection that delivered it.
package struct Delivery: Sendable, Equatable {
    /// The connection that delivered it. Delivery tags are valid only there; elsewhere the same tag names another
    /// message.
    package let generation: ConnectionGeneration
    let tag: UInt64
    package let isRedelivered: Bool
    package let exchange: String
    package let routingKey: String
    package let properties: MessageProperties
    package let body: [UInt8]

    init(_ content: MessageAssembler.Content, generation: ConnectionGeneration) {
        self.generation = generation
        tag = content.routing.tag
        isRedelivered = content.routing.isRedelivered
        exchange = content.routing.exchange
        routingKey = content.routing.routingKey
        properties = content.properties
        body = content.body
    }
}

/// What the broker does with a rejected message.
package enum RejectedFate: Sendable {
    /// Returns it to the queue.
    case requeue
    /// Sends it to the queue's dead-letter exchange; without one it is dropped.
    case deadLetter
}

/// The outcome of an acknowledgement or rejection.
package enum Settlement: Sendable, Equatable {
    case sent
    /// Dropped because the delivering connection is gone; the broker has already requeued the message.
    case stale
}
