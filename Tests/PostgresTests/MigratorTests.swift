import Postgres
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct MigratorTests {
    private static let first = Migration(version: 1, name: "notes", sql: "CREATE TABLE note (n int); SELECT 1;")
    private static let second = Migration(version: 2, name: "texts", sql: "ALTER TABLE note ADD t text")

    @Test func migratingTwiceAppliesEverythingOnce() async throws {
        try await withPool { pool in
            let migrator = Migrator([Self.first, Self.second])
            #expect(try await migrator.migrate(pool).migrations.map(\.version) == [1, 2])
            #expect(try await migrator.migrate(pool).isEmpty)
            #expect(try await migrator.status(pool) == MigrationStatus(current: 2, needed: 2, pending: []))
            try await migrator.requireCurrent(pool)
        }
    }

    @Test func severalMigratorsAtOnceApplyEverythingOnce() async throws {
        try await withPool(size: 4) { pool in
            let migrator = Migrator([Self.first, Self.second])
            let applied = try await withThrowingTaskGroup { group in
                for _ in 0..<4 { group.addTask { try await migrator.migrate(pool).migrations.count } }
                return try await group.reduce(0, +)
            }
            #expect(applied == 2)
        }
    }

    @Test func aDatabaseThatIsNotMigratedIsReportedWithTheRemedy() async throws {
        try await withPool { pool in
            let error = await #expect(throws: MigrationError.self) {
                try await Migrator([Self.first, Self.second]).requireCurrent(pool)
            }
            #expect(error == .notMigrated(current: 0, needed: 2))
            #expect(error?.description.contains("run `relecture database migrate`") == true)
        }
    }

    @Test func aMigrationChangedAfterItWasAppliedIsRefused() async throws {
        try await withPool { pool in
            try await Migrator([Self.first]).migrate(pool)
            let changed = Migration(version: 1, name: "notes", sql: "CREATE TABLE note (n bigint)")
            let error = await #expect(throws: MigrationError.self) { try await Migrator([changed]).migrate(pool) }
            #expect(error == .changed(version: 1, name: "notes"))
        }
    }

    @Test func aDatabaseOfANewerProgramIsRefused() async throws {
        try await withPool { pool in
            try await Migrator([Self.first, Self.second]).migrate(pool)
            let error = await #expect(throws: MigrationError.self) {
                try await Migrator([Self.first]).requireCurrent(pool)
            }
            #expect(error == .newer(current: 2, known: 1))
        }
    }

    @Test func aFailingMigrationLeavesNothingBehind() async throws {
        try await withPool { pool in
            let broken = Migration(version: 2, name: "broken", sql: "CREATE TABLE half (n int); SELECT 1/0")
            await #expect(throws: PostgresError.self) { try await Migrator([Self.first, broken]).migrate(pool) }
            #expect(try await Migrator([Self.first, broken]).status(pool).pending == [2])
            let half = try await pool.transaction {
                try $0.value("SELECT to_regclass('half') IS NULL", as: Bool.self)
            }
            #expect(half == true)
        }
    }
}
