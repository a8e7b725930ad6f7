import Planning
import Postgres
import Schema

extension Database {
    /// Takes chunks back from workers whose lease expired. Returns them in order.
    ///
    /// Each lost attempt counts: a chunk that kills its workers must end in quarantine.
    package func rescue(maximumAttempts: Int, under leadership: Leadership) async throws -> [LostChunk] {
        try await pool.transaction { sql in
            try sql.query(
                """
                WITH lost AS (
                    SELECT id, epoch, owner FROM relecture.chunk
                    WHERE \(Lease.chunk.hasExpired()) AND \(Leadership.fence(2))
                    FOR UPDATE SKIP LOCKED
                ), ended AS (
                    UPDATE relecture.attempt a SET finished_at = now(), outcome = 'lost', detail = $4
                    FROM lost WHERE a.chunk_id = lost.id AND a.epoch = lost.epoch
                )
                UPDATE relecture.chunk c SET failure = $4, \(Lease.chunk.retried(unless: "spent >= $1"))
                FROM lost WHERE c.id = lost.id
                RETURNING c.id, c.review_id::text AS review, lost.epoch, lost.owner,
                    c.state = 'quarantined' AS is_quarantined
                """,
                [RetryPolicy.budget(maximumAttempts), leadership.leader, leadership.term, Lease.lost]
            ).map(LostChunk.init).sorted { $0.chunk < $1.chunk }
        }
    }
}

extension LostChunk {
    /// - Parameter row: with `id`, `review`, `epoch`, `owner` and `is_quarantined`.
    init(_ row: PostgresRow) throws {
        self.init(
            chunk: try row.decode("id"), review: try row.decode("review"),
            epoch: try row.decode("epoch"), owner: try row.decode("owner"),
            isQuarantined: try row.decode("is_quarantined"))
    }
}
