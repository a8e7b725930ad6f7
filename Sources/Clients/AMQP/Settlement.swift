/// What became of an acknowledgement or a rejection.
package enum Settlement: Sendable, Equatable {
    case sent
    /// The delivery came by a connection that is gone: dropped, the broker has already given the message to somebody.
    case stale
}
