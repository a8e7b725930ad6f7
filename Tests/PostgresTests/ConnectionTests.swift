import Postgres
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ConnectionTests {
    @Test func aConnectionLostInATransactionRunsItAgain() async throws {
        try await withPool { pool in
            try await pool.transaction { try $0.script("CREATE TABLE note (n int)") }
            let tries = Counter()
            try await pool.transaction { sql in
                try sql.execute("INSERT INTO note VALUES (1)")
                if tries.next() == 1 { try sql.query("SELECT pg_terminate_backend(pg_backend_pid())") }
            }
            #expect(tries.count == 2)
            let rows = try await pool.transaction { try $0.value("SELECT count(*) FROM note", as: Int.self) }
            #expect(rows == 1)
        }
    }

    @Test func thePoolCountsWhatItCommittedAndWhatWentWrong() async throws {
        try await withPool { pool in
            for _ in 1...3 { _ = try await pool.transaction { try $0.query("SELECT 1") } }
            await #expect(throws: PostgresError.self) { try await pool.transaction { try $0.query("SELECT 1 / 0") } }
            #expect(pool.statistics.transactions == 3 && pool.statistics.errors == [.server: 1])
            let tries = Counter()
            try await pool.transaction { sql in
                if tries.next() == 1 { try sql.query("SELECT pg_terminate_backend(pg_backend_pid())") }
            }
            // Retried without the caller noticing, but counted.
            #expect(pool.statistics.transactions == 4)
            #expect(pool.statistics.errors == [.server: 1, .connectionLost: 1])
        }
    }

    @Test func aConnectionThatDiedWhileIdleIsReplaced() async throws {
        try await withPool(size: 1) { pool in
            let first = try await pool.transaction { try $0.value("SELECT pg_backend_pid()", as: Int.self) }
            try await withPool { other in
                _ = try await other.transaction {
                    try $0.query("SELECT pg_terminate_backend($1::int, 5000)", [first])
                }
            }
            let second = try await pool.transaction { try $0.value("SELECT pg_backend_pid()", as: Int.self) }
            #expect(first != second)
        }
    }

    @Test func aConnectionLostDuringCommitIsReportedAsUnknown() async throws {
        try await withPool { pool in
            // A deferred trigger runs during COMMIT and terminates its own session there.
            try await pool.transaction {
                try $0.script(
                    """
                    CREATE TABLE note (n int);
                    CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NULL; END $$;
                    CREATE CONSTRAINT TRIGGER die AFTER INSERT ON note DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION die();
                    """)
            }
            let tries = Counter()
            let error = await #expect(throws: PostgresError.self) {
                try await pool.transaction { sql in
                    _ = tries.next()
                    try sql.execute("INSERT INTO note VALUES (1)")
                }
            }
            #expect(error?.kind == .commitUnknown)
            #expect(error?.isRetriable == false)
            #expect(tries.count == 1)
        }
    }

    @Test func cancellingTheTaskEndsItsStatementAtOnce() async throws {
        try await withPool(size: 1) { pool in
            let (started, signal) = AsyncStream.makeStream(of: Void.self)
            let sleeper = Task {
                try await pool.transaction { sql in
                    signal.yield()
                    // Longer than the suite's time limit.
                    try sql.limitStatements(to: nil)
                    return try sql.query("SELECT pg_sleep(3600)")
                }
            }
            for await _ in started { break }
            sleeper.cancel()
            await #expect(throws: CancellationError.self) { try await sleeper.value }
            let seven = try await pool.transaction { try $0.value("SELECT 7", as: Int.self) }
            #expect(seven == 7)
        }
    }

    @Test func aTaskWaitingForAConnectionCanBeCancelled() async throws {
        try await withPool(size: 1) { pool in
            let (started, signal) = AsyncStream.makeStream(of: Void.self)
            let holder = Task {
                try await pool.transaction { sql in
                    signal.yield()
                    try sql.query("SELECT pg_sleep(10)")
                }
            }
            for await _ in started { break }
            let waiter = Task { _ = try await pool.transaction { try $0.query("SELECT 1") } }
            waiter.cancel()
            await #expect(throws: CancellationError.self) { try await waiter.value }
            holder.cancel()
            await #expect(throws: CancellationError.self) { try await holder.value }
        }
    }

    @Test func threeConnectionsRunThreeBlockingQueriesAtOnce() async throws {
        try await withPool(size: 3) { pool in
            // Ends only once three sessions run it concurrently; run one at a time, it would never end.
            let meeting = """
                DO $$ BEGIN
                    PERFORM pg_advisory_lock_shared(7);
                    WHILE (SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database
                        WHERE locktype = 'advisory' AND datname = current_database()) < 3
                    LOOP PERFORM pg_sleep(0.01); END LOOP;
                END $$
                """
            try await withThrowingTaskGroup { group in
                for _ in 0..<3 { group.addTask { _ = try await pool.transaction { try $0.script(meeting) } } }
                try await group.waitForAll()
            }
        }
    }

    @Test func aServerThatStaysSilentIsGivenUp() async throws {
        var settings = PostgresSettings()
        settings.statementTimeout = .milliseconds(200)
        settings.answerGrace = .milliseconds(300)
        settings.attempts = 1
        try await withPool(settings: settings) { pool in
            let error = await #expect(throws: PostgresError.self) {
                try await pool.transaction { sql in
                    // The client still expects a reply within half a second; the server's limit is off.
                    try sql.execute("SET LOCAL statement_timeout = 0")
                    try sql.query("SELECT pg_sleep(5)")
                }
            }
            #expect(error?.kind == .connectionLost)
            #expect(error?.description.contains("no answer within") == true)
        }
    }

    @Test func statementsThatRunTooLongAreEndedByTheServer() async throws {
        try await withPool { pool in
            let error = await #expect(throws: PostgresError.self) {
                try await pool.transaction { sql in
                    try sql.limitStatements(to: .milliseconds(100))
                    try sql.query("SELECT pg_sleep(10)")
                }
            }
            #expect(error?.sqlState == "57014")
        }
    }
}
