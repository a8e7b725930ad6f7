/// Brings a database to the newest version, one transaction for each migration, one migrator at a time.
package struct Migrator: Sendable {
    private let migrations: [Migration]

    /// - Precondition: versions are positive and ascend.
    package init(_ migrations: [Migration]) {
        let versions = migrations.map(\.version)
        precondition(versions.allSatisfy { $0 > 0 }, "Versions of migrations are positive.")
        precondition(zip(versions, versions.dropFirst()).allSatisfy(<), "Versions of migrations ascend.")
        self.migrations = migrations
    }

    /// Applies what is missing and returns it; does nothing on a database that is current.
    @discardableResult
    package func migrate(_ pool: PostgresPool) async throws -> [Migration] {
        try await verify(pool)
        var applied: [Migration] = []
        for migration in migrations where try await apply(migration, pool) { applied.append(migration) }
        return applied
    }

    package func status(_ pool: PostgresPool) async throws -> MigrationStatus {
        let recorded = try await pool.transaction { try Self.recorded($0) }
        let pending = migrations.map(\.version).filter { recorded[$0] == nil }
        return MigrationStatus(
            current: recorded.keys.max() ?? 0, needed: migrations.last?.version ?? 0, pending: pending)
    }

    /// - Throws: a ``MigrationError`` unless the database is exactly at this program's version.
    package func requireCurrent(_ pool: PostgresPool) async throws {
        try await verify(pool)
        let status = try await status(pool)
        guard status.pending.isEmpty else {
            throw MigrationError.notMigrated(current: status.current, needed: status.needed)
        }
    }

    private func verify(_ pool: PostgresPool) async throws {
        let known = migrations.last?.version ?? 0
        try await pool.transaction { [migrations] sql in
            let recorded = try Self.recorded(sql)
            if let newest = recorded.keys.max(), newest > known {
                throw MigrationError.newer(current: newest, known: known)
            }
            for migration in migrations {
                if let digest = recorded[migration.version], try digest != Self.digest(of: migration, sql) {
                    throw MigrationError.changed(version: migration.version, name: migration.name)
                }
            }
        }
    }

    private func apply(_ migration: Migration, _ pool: PostgresPool) async throws -> Bool {
        try await pool.transaction { sql in
            try sql.limitStatements(to: nil)
            try sql.execute("SET LOCAL lock_timeout = '60s'")
            try sql.execute("SELECT pg_advisory_xact_lock($1)", [Self.lock])
            try sql.script(Self.table)
            guard try Self.recorded(sql)[migration.version] == nil else { return false }
            let digest = try Self.digest(of: migration, sql)
            try sql.script(migration.sql)
            try sql.execute(
                "INSERT INTO public.relecture_schema_migration (version, name, digest) VALUES ($1, $2, $3)",
                [migration.version, migration.name, digest])
            return true
        }
    }

    /// Digests by version; empty where nothing was ever migrated.
    private static func recorded(_ sql: PostgresSession) throws -> [Int: String] {
        let exists: Bool? = try sql.value("SELECT to_regclass('public.relecture_schema_migration') IS NOT NULL")
        guard exists == true else { return [:] }
        var digests: [Int: String] = [:]
        for row in try sql.query("SELECT version, digest FROM public.relecture_schema_migration") {
            digests[try row["version"]] = try row["digest"]
        }
        return digests
    }

    // Qualified by its schema: a schema named like the user would otherwise capture the table.
    // The server has SHA-256, which spares this target a dependency.
    private static func digest(of migration: Migration, _ sql: PostgresSession) throws -> String {
        try sql.value("SELECT encode(sha256(convert_to($1, 'UTF8')), 'hex')", [migration.sql]) ?? ""
    }

    /// Any number will do, as long as nobody else takes it.
    private static let lock: Int64 = 0x7265_6C65_6374_7572

    private static let table = """
        CREATE TABLE IF NOT EXISTS public.relecture_schema_migration (
            version integer PRIMARY KEY,
            name text NOT NULL,
            digest text NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now()
        )
        """
}
