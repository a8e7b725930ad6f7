package import Planning
import Postgres
import Schema

extension Database {
    /// Records that the broker dead-lettered a chunk's ticket after too many deliveries. Returns whether the ticket was
    /// still needed.
    ///
    /// This costs one attempt, so that a ticket that crashes every worker taking it ends eventually. It does not
    /// quarantine at once, because workers also return tickets while the database is down.
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
