/// Brings a database to the newest version, one migrator at a time.
///
/// Each migration is applied once, in its own transaction. Definitions are the current views and functions; one that
/// differs from the database's record is applied again. After a migration all definitions are reapplied, because it may
/// have dropped some together with the objects they depend on.
package struct Migrator: Sendable {
    private let migrations: [Migration]
    private let definitions: [Definition]

    /// - Parameter definitions: in order of application, with unique names.
    /// - Precondition: versions are positive and ascending.
    package init(_ migrations: [Migration], definitions: [Definition] = []) {
        let versions = migrations.map(\.version)
        precondition(versions.allSatisfy { $0 > 0 }, "Versions of migrations are positive.")
        precondition(zip(versions, versions.dropFirst()).allSatisfy(<), "Versions of migrations ascend.")
        precondition(Set(definitions.map(\.name)).count == definitions.count, "Names of definitions are unique.")
        self.migrations = migrations
        self.definitions = definitions
    }

    /// Applies and returns whatever is missing or outdated; does nothing if the database is current.
    @discardableResult
    package func migrate(_ pool: PostgresPool) async throws -> MigrationResult {
        try await verify(pool)
        var applied: [Migration] = []
        for migration in migrations where try await apply(migration, pool) { applied.append(migration) }
        return MigrationResult(migrations: applied, definitions: try await define(pool))
    }

    /// Compares a database with this program's migrations and definitions; changes nothing.
    package func status(_ pool: PostgresPool) async throws -> MigrationStatus {
        try await pool.transaction { sql in
            let recorded = try SchemaRecord.migrations(sql)
            return MigrationStatus(
                current: recorded.keys.max() ?? 0, needed: migrations.last?.version ?? 0,
                pending: migrations.map(\.version).filter { recorded[$0] == nil },
                outdated: try outdated(sql).map(\.definition.name))
        }
    }

    /// - Throws: a ``MigrationError`` unless the database is exactly at this program's version.
    package func requireCurrent(_ pool: PostgresPool) async throws {
        try await verify(pool)
        let status = try await status(pool)
        guard status.pending.isEmpty else {
            throw MigrationError.notMigrated(current: status.current, needed: status.needed)
        }
        guard status.outdated.isEmpty else { throw MigrationError.outdated(definitions: status.outdated) }
    }

    private func verify(_ pool: PostgresPool) async throws {
        let known = migrations.last?.version ?? 0
        try await pool.transaction { [migrations] sql in
            let recorded = try SchemaRecord.migrations(sql)
            if let newest = recorded.keys.max(), newest > known {
                throw MigrationError.newer(current: newest, known: known)
            }
            for (migration, digest) in zip(migrations, try SchemaRecord.digests(of: migrations.map(\.sql), sql)) {
                if let applied = recorded[migration.version], applied != digest {
                    throw MigrationError.changed(version: migration.version, name: migration.name)
                }
            }
        }
    }

    private func apply(_ migration: Migration, _ pool: PostgresPool) async throws -> Bool {
        try await pool.transaction { sql in
            try SchemaRecord.lock(sql)
            guard try SchemaRecord.migrations(sql)[migration.version] == nil else { return false }
            try sql.script(migration.sql)
            try SchemaRecord.add(migration, sql)
            return true
        }
    }

    private func define(_ pool: PostgresPool) async throws -> [Definition] {
        guard !definitions.isEmpty else { return [] }
        return try await pool.transaction { sql in
            try SchemaRecord.lock(sql)
            // A newer program may have migrated since `verify`; its definitions must not be replaced by older ones.
            if let newest = try SchemaRecord.migrations(sql).keys.max(), newest > migrations.last?.version ?? 0 {
                throw MigrationError.newer(current: newest, known: migrations.last?.version ?? 0)
            }
            let outdated = try outdated(sql)
            for (definition, digest) in outdated {
                try sql.script(definition.sql)
                try SchemaRecord.add(definition, digest: digest, sql)
            }
            return outdated.map(\.definition)
        }
    }

    private func outdated(_ sql: PostgresSession) throws -> [(definition: Definition, digest: String)] {
        guard !definitions.isEmpty else { return [] }
        let recorded = try SchemaRecord.definitions(sql)
        let digests = try SchemaRecord.digests(of: definitions.map(\.sql), sql)
        return zip(definitions, digests).filter { recorded[$0.name] != $1 }.map { ($0, $1) }
    }
}
