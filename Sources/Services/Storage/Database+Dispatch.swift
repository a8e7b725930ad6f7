import Footage
import Postgres

/// A chunk whose ticket is due.
package struct DueChunk: Hashable, Sendable {
    package let chunk: Int64
    package let review: ReviewID
    /// 0 urgent, 1 normal, 2 bulk.
    package let urgency: Int
    /// Counts the tickets of the chunk.
    package let dispatch: Int
}

extension Database {
    /// The next chunks to send tickets for: by urgency, then one of each review in turn, then by age.
    ///
    /// Answers at most as many as are missing from a window of `window` tickets under way. A ticket that nobody
    /// claimed within `patience` counts as lost and is due again.
    package func dueChunks(window: Int, patience: Duration) async throws -> [DueChunk] {
        try await pool.transaction { sql in
            let underWay: Int = try sql.query(
                """
                SELECT count(*) AS count FROM relecture.chunk
                WHERE state = 'ready' AND dispatched_at > now() - make_interval(secs => $1)
                """, [patience.seconds]
            ).single().decode("count")
            guard underWay < window else { return [] }
            return try sql.query(
                """
                SELECT c.id, r.id::text AS review, r.urgency, c.dispatches + 1 AS dispatch
                FROM relecture.review r CROSS JOIN LATERAL (
                    SELECT id, dispatches, row_number() OVER (ORDER BY ordinal) AS turn FROM relecture.chunk
                    WHERE review_id = r.id AND state = 'ready' AND not_before <= now()
                        AND (dispatched_at IS NULL OR dispatched_at <= now() - make_interval(secs => $2))
                    ORDER BY ordinal LIMIT $1
                ) c
                WHERE r.state = 'running' ORDER BY r.urgency, c.turn, r.created_at, c.id LIMIT $1
                """, [window - underWay, patience.seconds]
            ).map { row in
                DueChunk(
                    chunk: try row.decode("id"), review: ReviewID(rawValue: try row.decode("review")),
                    urgency: try row.decode("urgency"), dispatch: try row.decode("dispatch"))
            }
        }
    }

    /// Records tickets that the broker has confirmed. A chunk that was claimed meanwhile needs no record.
    package func recordDispatch(of chunks: [Int64], under leadership: Leadership) async throws {
        guard !chunks.isEmpty else { return }
        try await pool.transaction { sql in
            _ = try sql.execute(
                """
                UPDATE relecture.chunk SET dispatched_at = now(), dispatches = dispatches + 1
                WHERE id = ANY($1::bigint[]) AND state = 'ready' AND \(Leadership.fence(2))
                """, [chunks.sorted(), leadership.leader, leadership.term])
        }
    }

    /// Takes chunks back from workers whose lease ran out. Answers how many.
    ///
    /// Each lost attempt counts, for a chunk that kills its workers must end in quarantine.
    package func rescue(maximumAttempts: Int, under leadership: Leadership) async throws -> Int {
        try await pool.transaction { sql in
            try sql.query(
                """
                WITH lost AS (
                    SELECT id, epoch, owner FROM relecture.chunk
                    WHERE state = 'running' AND lease_until < now() AND \(Leadership.fence(2))
                    FOR UPDATE SKIP LOCKED
                ), ended AS (
                    UPDATE relecture.attempt a SET finished_at = now(), outcome = 'lost',
                        detail = 'the worker stopped renewing its lease'
                    FROM lost WHERE a.chunk_id = lost.id AND a.epoch = lost.epoch
                )
                UPDATE relecture.chunk c SET state = CASE WHEN attempts >= $1 THEN 'quarantined' ELSE 'ready' END,
                    finished_at = CASE WHEN attempts >= $1 THEN now() END, failure = 'the worker stopped renewing its lease',
                    lease_until = NULL, owner = NULL, owner_incarnation = NULL, dispatched_at = NULL, progress = 0
                FROM lost WHERE c.id = lost.id RETURNING c.id
                """, [maximumAttempts, leadership.leader, leadership.term]
            ).count
        }
    }
}
