import Postgres
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct TransactionTests {
    @Test func aTransactionIsCommittedWhenItsClosureReturns() async throws {
        try await withPool { pool in
            try await pool.transaction { try $0.script("CREATE TABLE note (text text NOT NULL)") }
            let changed = try await pool.transaction {
                try $0.execute("INSERT INTO note VALUES ($1), ($2)", ["a", "b"])
            }
            #expect(changed == 2)
            #expect(try await count(pool) == 2)
        }
    }

    @Test func aTransactionIsRolledBackWhenItsClosureThrows() async throws {
        struct Refusal: Error {}
        try await withPool { pool in
            try await pool.transaction { try $0.script("CREATE TABLE note (text text NOT NULL)") }
            await #expect(throws: Refusal.self) {
                try await pool.transaction { sql in
                    try sql.execute("INSERT INTO note VALUES ('a')")
                    throw Refusal()
                }
            }
            #expect(try await count(pool) == 0)
        }
    }

    @Test func anErrorTellsItsStateAndConstraintButNoValues() async throws {
        try await withPool { pool in
            try await pool.transaction { try $0.script("CREATE TABLE person (name text CONSTRAINT one_name UNIQUE)") }
            try await pool.transaction { _ = try $0.execute("INSERT INTO person VALUES ($1)", ["Nemo"]) }
            let error = await #expect(throws: PostgresError.self) {
                try await pool.transaction { try $0.execute("INSERT INTO person VALUES ($1)", ["Nemo"]) }
            }
            #expect(error?.sqlState == "23505")
            #expect(error?.constraint == "one_name")
            #expect(error?.isRetriable == false)
            #expect(error?.description.contains("Nemo") == false)
            #expect(error?.description.contains("INSERT INTO person") == true)
        }
    }

    @Test func aValueThatCannotBeReadIsNotPrinted() async throws {
        try await withPool { pool in
            let error = await #expect(throws: PostgresError.self) {
                try await pool.transaction { try $0.query("SELECT $1::uuid", ["secret-word"]) }
            }
            #expect(error?.sqlState == "22P02")
            #expect(error?.description.contains("secret-word") == false)
        }
    }

    @Test func aConnectionIsUsableAfterAnError() async throws {
        try await withPool { pool in
            await #expect(throws: PostgresError.self) { try await pool.transaction { try $0.query("SELECT 1/0") } }
            let seven = try await pool.transaction { try $0.value("SELECT 7", as: Int.self) }
            #expect(seven == 7)
        }
    }

    @Test func aSwallowedErrorIsNeverCommitted() async throws {
        try await withPool { pool in
            try await pool.transaction { try $0.script("CREATE TABLE note (text text NOT NULL)") }
            let error = await #expect(throws: PostgresError.self) {
                try await pool.transaction { sql in
                    try sql.execute("INSERT INTO note VALUES ('a')")
                    _ = try? sql.query("SELECT 1/0")
                }
            }
            #expect(error?.sqlState == "22012")
            #expect(try await count(pool) == 0)
        }
    }

    @Test func aSerializationFailureRunsTheTransactionAgain() async throws {
        try await withPool { pool in
            let tries = Counter()
            let result = try await pool.transaction { sql in
                if tries.next() < 3 { try sql.script("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$") }
                return try sql.value("SELECT 'done'", as: String.self)
            }
            #expect(result == "done")
            #expect(tries.count == 3)
        }
    }

    @Test func aDeferredConstraintFailsTheCommit() async throws {
        try await withPool { pool in
            try await pool.transaction {
                try $0.script("CREATE TABLE item (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
            }
            let error = await #expect(throws: PostgresError.self) {
                try await pool.transaction { try $0.execute("INSERT INTO item VALUES (1), (1)") }
            }
            #expect(error?.sqlState == "23505")
        }
    }

    @Test func aTransactionMustNotEndItself() async throws {
        try await withPool { pool in
            await #expect(throws: PostgresError.self) { try await pool.transaction { try $0.script("COMMIT") } }
            let seven = try await pool.transaction { try $0.value("SELECT 7", as: Int.self) }
            #expect(seven == 7)
        }
    }

    private func count(_ pool: PostgresPool) async throws -> Int? {
        try await pool.transaction { try $0.value("SELECT count(*) FROM note", as: Int.self) }
    }
}
