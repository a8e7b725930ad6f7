/// One frame from the broker as Swift values, holding no pointers into the library's memory.
enum IncomingFrame: Sendable, Equatable {
    case acknowledged(tag: UInt64, isMultiple: Bool)
    case refused(tag: UInt64, isMultiple: Bool)
    /// An unroutable message; its header and body follow.
    case returned(reason: String)
    /// A message for a consumer; its header and body follow.
    case delivered(Routing)
    /// The reply to a get; header and body follow.
    case got(Routing)
    case gotNothing
    case header(MessageProperties, bodySize: UInt64)
    case body([UInt8])
    case queueDeclared(name: String, messageCount: Int)
    case counted(messageCount: Int)
    /// Any other reply, whose contents are not needed.
    case done
    case consumerCancelled(tag: String)
    case channelClosed(code: Int, text: String)
    case connectionClosed(code: Int, text: String)
    case blocked(reason: String)
    case unblocked
    case unknown(method: UInt32)

    /// How a message was routed to this process.
    struct Routing: Sendable, Equatable {
        let tag: UInt64
        let isRedelivered: Bool
        let exchange: String
        let routingKey: String
    }
}
