import Logging
import Postgres
import Schema

/// Opens the database of private servers.
enum PrivateStore {
    /// - Parameter role: the name of the connections in the server's list of sessions.
    static func open(_ url: String, role: String, size: Int = 2, logger: Logger) async throws -> Database {
        let pool = PostgresPool(
            endpoint: try PostgresEndpoint(url), size: size, applicationName: "relecture-\(role)", logger: logger)
        try await Database.migrator.requireCurrent(pool)
        return Database(pool: pool)
    }
}
