package import Postgres

/// A review whose cluster is being harmed, as whoever harms it sees it: straight at the servers, past all proxies.
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

    /// The first column of the one row that a query gives.
    package func value<Value: PostgresDecodable>(
        _ sql: String, _ values: [any PostgresEncodable] = [], as: Value.Type = Value.self
    ) async throws -> Value? {
        try await pool.transaction { try $0.value(sql, values) }
    }

    func count(_ table: String) async throws -> Int {
        try await value("SELECT count(*) FROM relecture.\(table)") ?? 0
    }

    /// Lends the pool, for transactions that stand in the way of others.
    package func withPool<Value: Sendable>(_ body: (PostgresPool) async throws -> Value) async rethrows -> Value {
        try await body(pool)
    }

    /// Does everything a schedule says; answers once all has healed.
    func harm(by schedule: FaultSchedule) async {
        let start = ContinuousClock.now
        await withTaskGroup { group in
            for step in schedule.steps {
                group.addTask {
                    try? await Task.sleep(until: start + .milliseconds(step.at), clock: .continuous)
                    // What cannot be done, such as a purge while the broker is down, is no harm.
                    try? await cluster.apply(step.fault)
                }
            }
        }
    }
}
