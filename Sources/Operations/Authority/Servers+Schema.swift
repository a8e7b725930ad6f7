package import Postgres
import Schema

/// The schema of the database, which everyone with the database's URL may bring up to date.
extension Servers {
    /// Brings the database to the version that this program needs. Safe to repeat.
    ///
    /// - Returns: what was applied.
    @discardableResult
    package func migrate() async throws -> MigrationResult {
        let pool = try pool(role: "migrate", size: 1)
        let applied = try await Database.migrator.migrate(pool)
        await pool.close()
        return applied
    }

    /// - Throws: what to do where the database is at another version than this program needs.
    package func requireCurrentSchema() async throws {
        let pool = try pool(role: "migrate", size: 1)
        try await Database.migrator.requireCurrent(pool)
        await pool.close()
    }
}
