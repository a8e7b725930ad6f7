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
