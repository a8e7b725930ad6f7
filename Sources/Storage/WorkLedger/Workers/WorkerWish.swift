/// The mode that operators request of a worker.
package enum WorkerWish: String, Sendable {
    case work
    /// Finish running chunks, take no new ones.
    case drain
    /// Hand back running chunks, uncounted, and take no new ones: the drain's deadline has passed.
    case handBack = "hand-back"
}
