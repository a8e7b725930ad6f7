import Postgres
import Schema

/// The schema of the database, which everyone with the database's URL may bring up to date.
extension Servers {
    /// What an upgrade of the schema applied.
    package struct SchemaUpgrade: Sendable {
        package struct Migration: Sendable {
            package let version: Int
            package let name: String
        }

        package let migrations: [Migration]
        /// How many definitions of views and functions.
        package let definitions: Int

        package var isEmpty: Bool { migrations.isEmpty && definitions == 0 }
    }

    /// Brings the database to the version that this program needs. Safe to repeat.
    @discardableResult
    package func migrate() async throws -> SchemaUpgrade {
        let pool = try pool(role: "migrate", size: 1)
        let applied = try await Database.migrator.migrate(pool)
        await pool.close()
        return SchemaUpgrade(
            migrations: applied.migrations.map { SchemaUpgrade.Migration(version: $0.version, name: $0.name) },
            definitions: applied.definitions.count)
    }

    /// - Throws: what to do where the database is at another version than this program needs.
    package func requireCurrentSchema() async throws {
        let pool = try pool(role: "migrate", size: 1)
        try await Database.migrator.requireCurrent(pool)
        await pool.close()
    }
}
