import Postgres
import Schema
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct UpgradedSchemaTests {
    private func snapshot(after steps: (PostgresPool) async throws -> Void) async throws -> [String] {
        try await TestServers.withDatabase { url in
            let pool = PostgresPool(endpoint: try PostgresEndpoint(url), size: 2, applicationName: "relecture-tests")
            try await SchemaSnapshot.createGroups(pool)
            try await steps(pool)
            try await Database.migrator.migrate(pool)
            let snapshot = try await SchemaSnapshot.of(pool)
            await pool.close()
            return snapshot
        }
    }

    @Test func anUpgradedDatabaseEndsAsANewOne() async throws {
        let new = try await snapshot { _ in }
        #expect(new.count > 500)
        // Upgrade from a version without definitions, then from one with other definitions.
        let old = try await snapshot { pool in
            try await Migrator(Database.migrations.filter { $0.version <= 25 }).migrate(pool)
        }
        #expect(Set(old).symmetricDifference(new).sorted() == [])
        let other = try await snapshot { pool in
            try await Database.migrator.migrate(pool)
            // As left by a program with another view: fewer columns, and the rights of its owner.
            try await pool.transaction { sql in
                try sql.script(
                    """
                    DROP VIEW timeline.reviews;
                    CREATE VIEW timeline.reviews WITH (security_invoker = false) AS
                        SELECT q.reference, r.requisition_id AS requisition, r.id AS review
                        FROM relecture.review r JOIN relecture.requisition q ON q.id = r.requisition_id WHERE false;
                    UPDATE public.relecture_schema_definition SET digest = 'other'
                        WHERE name IN ('Views/reviews', 'Views/rights');
                    """)
            }
        }
        #expect(Set(other).symmetricDifference(new).sorted() == [])
    }

    @Test func oldViewsKeepTheirReaders() async throws {
        try await TestServers.withDatabase { url in
            let pool = PostgresPool(endpoint: try PostgresEndpoint(url), size: 2, applicationName: "relecture-tests")
            try await SchemaSnapshot.createGroups(pool)
            try await Migrator(Database.migrations.filter { $0.version <= 25 }).migrate(pool)
            try await pool.transaction {
                try $0.script("GRANT SELECT ON ALL TABLES IN SCHEMA timeline TO relecture_operator")
            }
            try await Database.migrator.migrate(pool)
            let readers: [String] = try await pool.transaction { sql in
                try sql.query(
                    """
                    SELECT DISTINCT a.grantee::regrole::text AS name FROM pg_class c, aclexplode(c.relacl) a
                    WHERE c.relnamespace = 'timeline'::regnamespace AND a.grantee <> c.relowner ORDER BY 1
                    """
                ).map { try $0.decode("name") }
            }
            #expect(
                readers == [
                    "relecture_analyst", "relecture_investigator", "relecture_magistrate", "relecture_operator",
                    "relecture_reviewer",
                ])
            let isRenamed: Bool? = try await pool.transaction {
                try $0.value(
                    """
                    SELECT to_regclass('timeline.events') IS NULL
                        AND has_table_privilege('relecture_operator', 'timeline.changes', 'SELECT')
                        AND has_table_privilege('relecture_worker', 'public.relecture_schema_definition', 'SELECT')
                    """)
            }
            #expect(isRenamed == true)
            await pool.close()
        }
    }
}
