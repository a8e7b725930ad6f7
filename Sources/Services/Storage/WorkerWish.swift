/// What operations want of a worker.
package enum WorkerWish: String, Sendable {
    case work
    /// Finish what runs, take nothing new.
    case drain
}
