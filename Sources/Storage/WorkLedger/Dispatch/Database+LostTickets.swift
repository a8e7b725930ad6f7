package import Planning
import Postgres
import Schema

extension Database {
    /// Notes that the broker put a chunk's ticket aside after giving it out too often. Answers whether it still
    /// mattered.
    ///
    /// It costs one attempt, for a ticket that brings down whoever takes it must end; it does not quarantine at once,
    /// for workers also give tickets back while the database is away.
    package func ticketWasPutAside(
        chunk: ChunkID, sequence: Int, reason: String, maximumAttempts: Int, under leadership: Leadership
    ) async throws -> Bool {
        try await pool.transaction { sql in
            try sql.execute(
                """
                UPDATE relecture.chunk SET spent = spent + \(RetryPolicy.wholeAttempt), attempts = attempts + 1,
                    state = CASE WHEN spent + \(RetryPolicy.wholeAttempt) >= $4 THEN 'quarantined' ELSE 'ready' END,
                    finished_at = CASE WHEN spent + \(RetryPolicy.wholeAttempt) >= $4 THEN now() END,
                    failure = 'the broker put its ticket aside: ' || $3, dispatched_at = NULL
                WHERE id = $1 AND state = 'ready' AND dispatches = $2 AND \(Leadership.fence(5))
                """,
                [
                    chunk, sequence, reason, RetryPolicy.budget(maximumAttempts), leadership.leader,
                    leadership.term,
                ]) == 1
        }
    }
}
