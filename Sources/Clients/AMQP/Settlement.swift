/// The outcome of an acknowledgement or rejection.
package enum Settlement: Sendable, Equatable {
    case sent
    /// Dropped because the delivering connection is gone; the broker has already requeued the message.
    case stale
}
