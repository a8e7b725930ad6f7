/// A message from a queue, to be acknowledged or rejected on the connection it came by.
package struct Delivery: Sendable, Equatable {
    /// The connection it came by. A delivery tag dies with its connection; on another one it names a different message.
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
