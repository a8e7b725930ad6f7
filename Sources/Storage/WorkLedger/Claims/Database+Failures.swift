import Postgres
import Schema

extension Database {
    /// Ends a failed attempt: the chunk waits for its next one, or is quarantined with this as its evidence.
    package func fail(
        _ claim: ChunkClaim, by worker: WorkerIdentity, detail: String, pause: Duration, maximumAttempts: Int,
        class kind: FailureKind = .poison
    ) async throws {
        try await pool.transaction { sql in
            _ = try Database.fail(
                claim, by: worker, kind: kind, detail: detail, pause: pause, maximumAttempts: maximumAttempts, sql)
        }
    }

    /// The same with all that is known of the failure, which is kept.
    package func fail(
        _ claim: ChunkClaim, by worker: WorkerIdentity, evidence: FailureEvidence, pause: Duration,
        maximumAttempts: Int
    ) async throws {
        try await pool.transaction { sql in
            let isChanged = try Database.fail(
                claim, by: worker, kind: evidence.kind, detail: evidence.detail, pause: pause,
                maximumAttempts: maximumAttempts, sql)
            if isChanged { try Database.keep(evidence, of: claim, sql) }
        }
    }

    /// The one way in which an attempt fails. Answers false, and changes nothing, when the chunk is not this attempt's.
    ///
    /// A permanent failure is final; a poisonous one is when another host had one too, not another worker, for all workers
    /// of one host share its bad memory; any is when the budget is spent.
    /// The pause is spread by chance, so that chunks that failed together do not come back together.
    static func fail(
        _ claim: ChunkClaim, by worker: WorkerIdentity, kind: FailureKind, detail: String, pause: Duration,
        maximumAttempts: Int, _ sql: PostgresSession
    ) throws -> Bool {
        let changed = try sql.execute(
            """
            UPDATE relecture.chunk c SET state = CASE WHEN v.is_final THEN 'quarantined' ELSE 'ready' END,
                spent = v.spent, finished_at = CASE WHEN v.is_final THEN now() END, failure = $4, lease_until = NULL,
                owner = NULL, owner_incarnation = NULL, dispatched_at = NULL, progress = 0,
                not_before = now() + make_interval(secs => $5::float8 * (0.75 + 0.5 * random()))
            FROM (
                SELECT id, greatest(0, spent - $7) AS spent, spent - $7 >= $6 OR $8 = 'permanent' OR ($8 = 'poison' AND EXISTS (
                    SELECT FROM relecture.attempt a WHERE a.chunk_id = k.id AND a.epoch > k.counts_after
                        AND a.class = 'poison' AND a.host <> $9)) AS is_final
                FROM relecture.chunk k WHERE id = $1
            ) v
            WHERE c.id = v.id AND c.epoch = $2 AND c.state = 'running' AND c.owner_incarnation = $3::uuid
            """,
            [
                claim.chunk, claim.epoch, worker.incarnation, detail, min(pause, RetryPolicy.longestPause).seconds,
                maximumAttempts * RetryPolicy.wholeAttempt, RetryPolicy.wholeAttempt - kind.cost, kind.rawValue,
                worker.host,
            ])
        guard changed == 1 else { return false }
        try end(claim, as: "failed", detail: detail, class: kind, sql)
        return true
    }
}
