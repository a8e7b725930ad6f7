/// A database's record of applied migrations and definitions.
///
/// The tables are schema-qualified; otherwise a schema named like the user would shadow them.
enum SchemaRecord {
    /// Locks out other migrators until the transaction ends, and lifts the statement timeout for the migration.
    static func lock(_ sql: PostgresSession) throws {
        try sql.limitStatements(to: nil)
        try sql.execute("SET LOCAL lock_timeout = '60s'")
        try sql.execute("SELECT pg_advisory_xact_lock($1)", [key])
        try sql.script(tables)
    }

    /// Returns digests by version; empty if nothing was ever migrated.
    static func migrations(_ sql: PostgresSession) throws -> [Int: String] {
        guard try exists("public.relecture_schema_migration", sql) else { return [:] }
        var digests: [Int: String] = [:]
        for row in try sql.query("SELECT version, digest FROM public.relecture_schema_migration") {
            digests[try row["version"]] = try row["digest"]
        }
        return digests
    }

    /// Returns digests by name.
    static func definitions(_ sql: PostgresSession) throws -> [String: String] {
        guard try exists("public.relecture_schema_definition", sql) else { return [:] }
        var digests: [String: String] = [:]
        for row in try sql.query("SELECT name, digest FROM public.relecture_schema_definition") {
            digests[try row["name"]] = try row["digest"]
        }
        return digests
    }

    /// Records a migration, and marks all definitions to be reapplied.
    static func add(_ migration: Migration, _ sql: PostgresSession) throws {
        try sql.execute(
            "INSERT INTO public.relecture_schema_migration (version, name, digest) VALUES ($1, $2, $3)",
            [migration.version, migration.name, try digests(of: [migration.sql], sql)[0]])
        try sql.execute("DELETE FROM public.relecture_schema_definition")
    }

    static func add(_ definition: Definition, digest: String, _ sql: PostgresSession) throws {
        try sql.execute(
            """
            INSERT INTO public.relecture_schema_definition (name, digest) VALUES ($1, $2)
            ON CONFLICT (name) DO UPDATE SET digest = excluded.digest, applied_at = now()
            """, [definition.name, digest])
    }

    // Use the server's SHA-256, which saves this target a dependency.
    static func digests(of texts: [String], _ sql: PostgresSession) throws -> [String] {
        try sql.query(
            """
            SELECT encode(sha256(convert_to(text, 'UTF8')), 'hex') AS digest
            FROM unnest($1::text[]) WITH ORDINALITY AS t (text, place) ORDER BY place
            """, [texts]
        ).map { try $0.decode("digest") }
    }

    private static func exists(_ table: String, _ sql: PostgresSession) throws -> Bool {
        try sql.value("SELECT to_regclass($1) IS NOT NULL", [table]) ?? false
    }

    /// Arbitrary, but no other program may use it as an advisory lock.
    private static let key: Int64 = 0x7265_6C65_6374_7572

    private static let tables = """
        CREATE TABLE IF NOT EXISTS public.relecture_schema_migration (
            version integer PRIMARY KEY,
            name text NOT NULL,
            digest text NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now()
        );
        CREATE TABLE IF NOT EXISTS public.relecture_schema_definition (
            name text PRIMARY KEY,
            digest text NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now()
        )
        """
}
