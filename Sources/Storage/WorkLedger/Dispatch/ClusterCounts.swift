/// Sums over the whole cluster, for those who watch it.
package struct ClusterCounts: Hashable, Sendable {
    /// The states that `WorkerStatus.state` takes.
    package static let workerStates = ["up", "draining", "silent", "stopped"]

    /// The states that a review takes.
    package static let reviewStates = ["running", "paused", "complete", "complete-with-holes", "cancelled"]

    /// How many workers are in each state.
    package let workers: [String: Int]
    /// How many reviews are in each state.
    package let reviews: [String: Int]
    package let quarantined: Int
    /// Microseconds of footage that all workers have reviewed, those that were forgotten too.
    package let footageDone: Int64
}
