/// Totals over the whole cluster, for monitoring.
package struct ClusterCounts: Hashable, Sendable {
    /// Number of workers in each state.
    package let workers: [WorkerState: Int]
    /// Number of reviews in each state.
    package let reviews: [ReviewState: Int]
    package let quarantined: Int
    /// Microseconds of footage reviewed by all workers, including forgotten ones.
    package let footageDone: Int64
}
