import Postgres
import Schema

extension Database {
    package func clusterCounts() async throws -> ClusterCounts {
        let workers = try await workers()
        return try await pool.transaction { sql in
            let reviews = try sql.query("SELECT state, count(*) AS count FROM relecture.review GROUP BY state")
                .map { (try $0.decode("state") as ReviewState, try $0.decode("count") as Int) }
            let quarantined: Int? = try sql.value(
                "SELECT count(*) FROM relecture.chunk WHERE state = 'quarantined'")
            return ClusterCounts(
                workers: Dictionary(grouping: workers, by: \.state).mapValues(\.count),
                reviews: Dictionary(uniqueKeysWithValues: reviews), quarantined: quarantined ?? 0,
                footageDone: try Database.footageDone(sql))
        }
    }
}

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
