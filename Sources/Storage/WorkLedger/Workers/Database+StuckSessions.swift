import Postgres
import Schema

extension Database {
    /// Ends sessions of workers and coordinators that fell silent in the middle of a COPY. Answers how many.
    ///
    /// No timeout of the server ends such a session, since it waits for its client and not for a statement; its locks
    /// stay until the network notices. Whoever is well sends its rows in one go.
    package func endStuckSessions(silentFor limit: Duration, under leadership: Leadership) async throws -> Int {
        do {
            return try await pool.transaction { sql in
                try sql.value(
                    "SELECT relecture.end_stuck_sessions($1) WHERE \(Leadership.fence(2))",
                    [limit.seconds, leadership.leader, leadership.term]) ?? 0
            }
        } catch let error as PostgresError where error.sqlState == "42501" {
            // Without the rights they stay until the network notices; nothing else of the round may suffer.
            return 0
        }
    }
}
