import Postgres
import Schema

/// Schema upgrades, open to any holder of the database URL.
extension Servers {
    /// What a schema upgrade applied.
    package struct SchemaUpgrade: Sendable {
        package struct Migration: Sendable {
            package let version: Int
            package let name: String
        }

        package let migrations: [Migration]
        /// Number of view and function definitions applied.
        package let definitions: Int

        package var isEmpty: Bool { migrations.isEmpty && definitions == 0 }
    }

    /// Migrates the database to the version that this program needs. Safe to repeat.
    @discardableResult
    package func migrate() async throws -> SchemaUpgrade {
        let pool = try pool(role: "migrate", size: 1)
        let applied = try await Database.migrator.migrate(pool)
        await pool.close()
        return SchemaUpgrade(
            migrations: applied.migrations.map { SchemaUpgrade.Migration(version: $0.version, name: $0.name) },
            definitions: applied.definitions.count)
    }

    /// Checks that the database is at the schema version that this program needs.
    ///
    /// - Throws: An error that says what to do if the database is at another version than this program needs.
    package func requireCurrentSchema() async throws {
        let pool = try pool(role: "migrate", size: 1)
        try await Database.migrator.requireCurrent(pool)
        await pool.close()
    }
}
