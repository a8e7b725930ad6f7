/// What became of a published message.
package enum PublishOutcome: Sendable, Equatable {
    /// The broker holds it, written by a majority if the queue is a quorum queue.
    case confirmed
    /// No queue takes it; it is not stored.
    case returned(reason: String)
    /// The queue is full or unavailable: try again later.
    case refused
    /// The connection ended before the answer: it may be stored or not. Send again with the same message id.
    case unknown(AMQPError)
}
