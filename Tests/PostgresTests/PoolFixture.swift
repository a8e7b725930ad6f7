import Postgres
import TestSupport

/// Provides a pool on a new, empty database.
func withPool<Value: Sendable>(
    size: Int = 2, settings: PostgresSettings = PostgresSettings(), _ body: (PostgresPool) async throws -> Value
) async throws -> Value {
    try await TestServers.withDatabase { url in
        let endpoint = try PostgresEndpoint(url)
        let pool = PostgresPool(endpoint: endpoint, size: size, applicationName: "tests", settings: settings)
        let value = try await body(pool)
        await pool.close()
        return value
    }
}
