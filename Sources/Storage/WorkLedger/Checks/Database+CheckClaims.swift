import Footage
import Planning
import Postgres
import Requisitions
import Schema
package import Timelines

/// The life of a check in the hands of a worker: each change is one conditional statement, as with chunks.
extension Database {
    /// Takes a check that is due and that this worker may do; nil if there is none.
    ///
    /// A worker of another analysis version would find something else, and that would be no disagreement.
    /// A chunk goes to another worker than the one that reviewed it, unless no other is up. A store with a limit bears
    /// checks and chunks together. A check whose last attempts never ended has failed.
    package func claimCheck(
        by worker: WorkerIdentity, lease: Duration, maximumAttempts: Int = RetryPolicy.maximumAttempts
    ) async throws -> ReviewCheck? {
        try await pool.transaction { sql in
            try sql.execute(
                """
                UPDATE relecture.review_check SET state = 'failed', lease_until = NULL, failure = $2
                WHERE state = 'running' AND lease_until < now() AND attempts >= $1
                """, [maximumAttempts, Database.lostLease])
            guard let due = try sql.query(Database.dueCheck, [worker.name, worker.analysisVersion]).first else {
                return nil
            }
            let id: Int64 = try due.decode("id")
            let store: String? = try due.decode("store")
            // Looked at again, with nobody else doing the same.
            if let store, try Database.room(in: store, sql) <= 0 { return nil }
            let claimed = try sql.query(
                """
                UPDATE relecture.review_check SET state = 'running', attempts = attempts + 1, owner = $2,
                    owner_incarnation = $3::uuid, lease_until = now() + make_interval(secs => $4)
                WHERE id = $1 RETURNING attempts, clip_id
                """, [id, worker.name, worker.incarnation, lease.seconds]
            ).single()
            let profile: String = try due.decode("profile")
            let subject: ReviewCheck.Subject
            if let clip = try claimed.decode("clip_id", as: Int64?.self) {
                subject = .knownAnswer(try Database.knownAnswerClip(clip, sql), profile: profile)
            } else {
                subject = .double(try Database.claimToDouble(id, sql))
            }
            return ReviewCheck(
                id: id, review: ReviewID(rawValue: try due.decode("review")),
                requisition: RequisitionID(rawValue: try due.decode("requisition")),
                attempts: try claimed.decode("attempts"), subject: subject)
        }
    }

    /// `store` is null where nothing limits it.
    private static let dueCheck = """
        SELECT k.id, k.review_id::text AS review, k.requisition_id::text AS requisition, r.profile, s.name AS store
        FROM relecture.review_check k JOIN relecture.review r ON r.id = k.review_id
        JOIN relecture.requisition q ON q.id = k.requisition_id
        LEFT JOIN relecture.chunk c ON c.id = k.chunk_id LEFT JOIN relecture.store s ON s.name = c.store
        LEFT JOIN relecture.attempt a ON a.chunk_id = k.chunk_id AND a.epoch = k.epoch
        WHERE k.state IN ('waiting', 'running') AND (k.state = 'waiting' OR k.lease_until < now()) AND k.not_before <= now()
            AND q.state = 'open' AND (q.expires_at IS NULL OR q.expires_at > now()) AND r.state NOT IN ('paused', 'cancelled')
            AND r.analysis_version = $2
            AND (k.chunk_id IS NULL OR c.state = 'done' AND c.epoch = k.epoch)
            AND (s.name IS NULL OR s.running_limit > (SELECT count(*) FROM relecture.chunk u
                WHERE u.store = s.name AND u.state = 'running' AND u.lease_until >= now()))
            AND (a.worker IS DISTINCT FROM $1 OR NOT \(anotherIsUp("$1")))
        ORDER BY k.id LIMIT 1 FOR UPDATE OF k SKIP LOCKED
        """

    private static func claimToDouble(_ check: Int64, _ sql: PostgresSession) throws -> ChunkClaim {
        let row = try sql.query(
            """
            SELECT \(ChunkClaim.columns)
            FROM relecture.review_check k JOIN relecture.chunk c ON c.id = k.chunk_id
            JOIN relecture.review r ON r.id = c.review_id WHERE k.id = $1
            """, [check]
        ).single()
        return try ChunkClaim(row)
    }

    /// Prolongs the lease of a check; false once it is another's, or its requisition is not open any more.
    package func renew(_ check: ReviewCheck, by worker: WorkerIdentity, lease: Duration) async throws -> Bool {
        try await pool.transaction { sql in
            try sql.execute(
                """
                UPDATE relecture.review_check SET lease_until = now() + make_interval(secs => $4)
                WHERE \(Database.heldCheck)
                """, Database.holder(check, worker) + [lease.seconds]) == 1
        }
    }

    /// Stores the comparison that a check gave; false, and stores nothing, where the check is not this worker's any more.
    package func finish(
        _ check: ReviewCheck, by worker: WorkerIdentity, with replay: Replay, of claim: ChunkClaim
    ) async throws -> Bool {
        try await pool.transaction { sql in
            guard try Database.end(check, by: worker, sql) else { return false }
            try Database.add(replay, of: claim, sql)
            return true
        }
    }

    /// Stores what was measured on a clip; see above.
    package func finish(
        _ check: ReviewCheck, by worker: WorkerIdentity, with score: KnownAnswerScore, on clip: KnownAnswerClip
    ) async throws -> Bool {
        try await pool.transaction { sql in
            guard try Database.end(check, by: worker, sql) else { return false }
            return try Database.store(score, on: clip, of: check.review, build: worker.build, sql)
        }
    }

    /// Hands a check back untried, as when a worker drains.
    package func release(_ check: ReviewCheck, by worker: WorkerIdentity) async throws {
        _ = try await pool.transaction { sql in
            try sql.execute(
                """
                UPDATE relecture.review_check SET state = 'waiting', lease_until = NULL, attempts = attempts - 1
                WHERE \(Database.ownCheck)
                """, Database.holder(check, worker))
        }
    }

    /// Ends an attempt that gave nothing: the check waits for its next one, unless that would end the same way. What was no
    /// fault of the footage costs a third of an attempt, as with chunks.
    package func fail(
        _ check: ReviewCheck, by worker: WorkerIdentity, detail: String, class kind: FailureKind, pause: Duration,
        maximumAttempts: Int = RetryPolicy.maximumAttempts
    ) async throws {
        let budget = maximumAttempts * RetryPolicy.wholeAttempt / kind.cost
        _ = try await pool.transaction { sql in
            try sql.execute(
                """
                UPDATE relecture.review_check SET failure = $4, lease_until = NULL,
                    state = CASE WHEN $5 OR attempts >= $6 THEN 'failed' ELSE 'waiting' END,
                    not_before = now() + make_interval(secs => $7)
                WHERE \(Database.ownCheck)
                """,
                Database.holder(check, worker) + [
                    detail, kind == .permanent, budget, min(pause, RetryPolicy.longestPause).seconds,
                ])
        }
    }

    private static func end(_ check: ReviewCheck, by worker: WorkerIdentity, _ sql: PostgresSession) throws -> Bool {
        try sql.execute(
            "UPDATE relecture.review_check SET state = 'done', lease_until = NULL, failure = NULL WHERE \(heldCheck)",
            holder(check, worker)) == 1
    }

    private static func holder(_ check: ReviewCheck, _ worker: WorkerIdentity) -> [any PostgresEncodable] {
        [check.id, worker.incarnation, check.attempts]
    }

    /// Attempts tell a claim that ran out from a later one of the same worker.
    private static let ownCheck = """
        id = $1 AND owner_incarnation = $2::uuid AND attempts = $3 AND state = 'running'
        """
    private static let heldCheck = """
        \(ownCheck) AND EXISTS (SELECT FROM relecture.requisition q WHERE q.id = requisition_id AND q.state = 'open')
        """
}
