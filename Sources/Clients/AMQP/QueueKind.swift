/// How a queue is made.
package enum QueueKind: Sendable {
    /// Replicated and durable. Everything but the type is left to the broker's policy, which can change later.
    case quorum
    /// Named by the broker and gone with the connection.
    case privateToConnection
}
