/// What operations want of a worker.
package enum WorkerWish: String, Sendable {
    case work
    /// Finish what runs, take nothing new.
    case drain
    /// Hand back what runs, uncounted, and take nothing new: the deadline of a drain is over.
    case handBack = "hand-back"
}
