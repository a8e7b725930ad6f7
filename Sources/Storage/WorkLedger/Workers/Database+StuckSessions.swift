import Postgres
import Schema

extension Database {
    /// Terminates sessions of workers and coordinators that fell silent in the middle of a COPY. Returns how many.
    ///
    /// No server timeout ends such a session, because it waits for its client rather than a statement; it keeps its
    /// locks until the network connection fails. A healthy client sends its rows without pauses.
    package func endStuckSessions(silentFor limit: Duration, under leadership: Leadership) async throws -> Int {
        do {
            return try await pool.transaction { sql in
                try sql.value(
                    "SELECT relecture.end_stuck_sessions($1) WHERE \(Leadership.fence(2))",
                    [limit.seconds, leadership.leader, leadership.term]) ?? 0
            }
        } catch let error as PostgresError where error.sqlState == "42501" {
            // Without the rights, the sessions stay until their connections fail; the rest of the round must not
            // suffer.
            return 0
        }
    }
}
