/// What the broker does with a message we do not want.
package enum RejectedFate: Sendable {
    /// Back into the queue.
    case requeue
    /// To the dead-letter exchange of the queue; without one it is gone.
    case deadLetter
}
