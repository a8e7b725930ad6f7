/// Sums over the whole cluster, for those who watch it.
package struct ClusterCounts: Hashable, Sendable {
    /// How many workers are in each state.
    package let workers: [WorkerState: Int]
    /// How many reviews are in each state.
    package let reviews: [ReviewState: Int]
    package let quarantined: Int
    /// Microseconds of footage that all workers have reviewed, those that were forgotten too.
    package let footageDone: Int64
}
