import Postgres
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct DefinitionTests {
    private static let table = Migration(version: 1, name: "notes", sql: "CREATE TABLE note (n int)")
    private static let notes = Definition(
        name: "notes", sql: "CREATE OR REPLACE VIEW notes AS SELECT n FROM note")
    private static let last = Definition(
        name: "last", sql: "CREATE OR REPLACE VIEW last AS SELECT max(n) AS n FROM notes")

    private func migrator(_ migrations: [Migration] = [table], _ definitions: [Definition] = [notes, last]) -> Migrator
    {
        Migrator(migrations, definitions: definitions)
    }

    @Test func definitionsFollowTheMigrationsInOrderAndOnce() async throws {
        try await withPool { pool in
            let applied = try await migrator().migrate(pool)
            #expect(applied.migrations.map(\.version) == [1] && applied.definitions.map(\.name) == ["notes", "last"])
            #expect(try await migrator().migrate(pool).isEmpty)
            try await migrator().requireCurrent(pool)
            #expect(try await pool.transaction { try $0.query("SELECT n FROM last").count } == 1)
        }
    }

    @Test func aChangedDefinitionIsReportedUntilItIsAppliedAlone() async throws {
        try await withPool { pool in
            try await migrator().migrate(pool)
            let changed = migrator(
                [Self.table], [Self.notes, Definition(name: "last", sql: Self.last.sql + " WHERE n > 0")])
            let error = await #expect(throws: MigrationError.self) { try await changed.requireCurrent(pool) }
            #expect(error == .outdated(definitions: ["last"]))
            #expect(error?.description.contains("run `relecture database migrate`") == true)
            #expect(try await changed.status(pool).outdated == ["last"])
            let applied = try await changed.migrate(pool)
            #expect(applied.migrations.isEmpty && applied.definitions.map(\.name) == ["last"])
            try await changed.requireCurrent(pool)
        }
    }

    @Test func aMigrationMayDropWhatIsThenDefinedAgain() async throws {
        try await withPool { pool in
            try await migrator().migrate(pool)
            let wider = Migration(
                version: 2, name: "wider", sql: "DROP VIEW notes CASCADE; ALTER TABLE note ALTER n TYPE bigint")
            let applied = try await migrator([Self.table, wider]).migrate(pool)
            #expect(applied.migrations.map(\.version) == [2] && applied.definitions.map(\.name) == ["notes", "last"])
            let type: String? = try await pool.transaction { try $0.value("SELECT pg_typeof(n)::text FROM last") }
            #expect(type == "bigint")
        }
    }

    @Test func anInterruptedMigrationLeavesTheDefinitionsToBeApplied() async throws {
        try await withPool { pool in
            try await migrator().migrate(pool)
            let second = Migration(version: 2, name: "gone", sql: "DROP VIEW last")
            // Migrate without definitions, as if interrupted between the two steps.
            try await Migrator([Self.table, second]).migrate(pool)
            await #expect(throws: MigrationError.outdated(definitions: ["notes", "last"])) {
                try await migrator([Self.table, second]).requireCurrent(pool)
            }
            #expect(try await migrator([Self.table, second]).migrate(pool).definitions.count == 2)
        }
    }

    @Test func oneFailingDefinitionLeavesAllAsTheyWere() async throws {
        try await withPool { pool in
            let broken = Definition(name: "last", sql: "CREATE OR REPLACE VIEW last AS SELECT missing FROM notes")
            await #expect(throws: PostgresError.self) {
                try await migrator([Self.table], [Self.notes, broken]).migrate(pool)
            }
            let none: Bool? = try await pool.transaction { try $0.value("SELECT to_regclass('notes') IS NULL") }
            #expect(none == true)
            #expect(try await migrator().migrate(pool).definitions.count == 2)
        }
    }

    @Test func severalMigratorsAtOnceDefineEverythingOnce() async throws {
        try await withPool(size: 4) { pool in
            let applied = try await withThrowingTaskGroup { group in
                for _ in 0..<4 { group.addTask { try await migrator().migrate(pool).definitions.count } }
                return try await group.reduce(0, +)
            }
            #expect(applied == 2)
        }
    }
}
