/// What the broker does with a rejected message.
package enum RejectedFate: Sendable {
    /// Returns it to the queue.
    case requeue
    /// Sends it to the queue's dead-letter exchange; without one it is dropped.
    case deadLetter
}
