/// How a queue is declared.
package enum QueueKind: Sendable {
    /// Replicated and durable. Only the type is fixed; the rest is set by broker policy, which can be changed later.
    case quorum
    /// Named by the broker and deleted with the connection.
    case privateToConnection
}
