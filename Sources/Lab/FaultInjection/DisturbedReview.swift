package import Postgres

/// A review under fault injection, as seen by the injecting code: connected to the servers directly, bypassing all
/// proxies.
package struct DisturbedReview: Sendable {
    package let review: String
    package let cluster: FaultCluster
    package let place: FaultPlace
    private let pool: PostgresPool

    init(review: String, cluster: FaultCluster, urls: ServerURLs, place: FaultPlace) throws {
        self.review = review
        self.cluster = cluster
        self.place = place
        pool = PostgresPool(
            endpoint: try PostgresEndpoint(urls.database), size: 2, applicationName: "fault-lab")
    }

    func close() async { await pool.close() }

    /// Returns the first column of a query's only row.
    package func value<Value: PostgresDecodable>(
        _ sql: String, _ values: [any PostgresEncodable] = [], as: Value.Type = Value.self
    ) async throws -> Value? {
        try await pool.transaction { try $0.value(sql, values) }
    }

    func count(_ table: String) async throws -> Int {
        try await value("SELECT count(*) FROM relecture.\(table)") ?? 0
    }

    /// Lends the pool, for transactions that block others.
    package func withPool<Value: Sendable>(_ body: (PostgresPool) async throws -> Value) async rethrows -> Value {
        try await body(pool)
    }

    /// Applies all faults of a schedule; returns once all have healed.
    func harm(by schedule: FaultSchedule) async {
        let start = ContinuousClock.now
        await withTaskGroup { group in
            for step in schedule.steps {
                group.addTask {
                    try? await Task.sleep(until: start + .milliseconds(step.at), clock: .continuous)
                    // Ignore faults that cannot be applied, such as a purge while the broker is down.
                    try? await cluster.apply(step.fault)
                }
            }
        }
    }
}
