import Catalogue
import Footage
import Planning
import Postgres
import Requisitions
import Schema
package import Timelines

/// The life cycle of a check's claim.
extension Database {
    /// Claims a due check that this worker may run; returns nil if there is none.
    ///
    /// Workers of another analysis version are excluded: their different results would not be disagreements. A chunk
    /// goes to another worker than its first reviewer, unless no other is up. A store's limit covers checks and chunks
    /// together. Checks whose last attempts never ended are marked failed.
    package func claimCheck(
        by worker: WorkerIdentity, lease: Duration, maximumAttempts: Int = RetryPolicy.maximumAttempts
    ) async throws -> ReviewCheck? {
        try await pool.transaction { sql in
            let budget = RetryPolicy.budget(maximumAttempts)
            try sql.execute(
                """
                UPDATE relecture.review_check SET failure = $2, \(Lease.check.retried(unless: "true"))
                WHERE \(Lease.check.hasExpired()) AND \(Lease.check.spent()) >= $1
                """, [budget, Lease.lost])
            guard
                let due = try sql.query(
                    Database.dueCheck, [worker.name, budget, worker.analysisVersion]
                ).first
            else { return nil }
            let id: Int64 = try due.decode("id")
            let store: String? = try due.decode("store")
            // Check again under the store's lock: a chunk may have been claimed meanwhile.
            if let store, try Database.reserveRoom(in: store, sql) <= 0 { return nil }
            let claimed = try sql.query(
                """
                UPDATE relecture.review_check SET \(Lease.check.claimed(owner: 2, incarnation: 3, seconds: 4))
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

    /// `store` is null if it has no limit.
    private static let dueCheck = """
        SELECT k.id, k.review_id::text AS review, k.requisition_id::text AS requisition, r.profile, s.name AS store
        FROM relecture.review_check k JOIN relecture.review r ON r.id = k.review_id
        JOIN relecture.requisition q ON q.id = k.requisition_id
        LEFT JOIN relecture.chunk c ON c.id = k.chunk_id LEFT JOIN relecture.store s ON s.name = c.store
        LEFT JOIN relecture.attempt a ON a.chunk_id = k.chunk_id AND a.epoch = k.epoch
        WHERE k.state IN ('waiting', 'running') AND \(Lease.check.isClaimable("k.", budget: 2)) AND \(mayBeChecked)
            AND r.analysis_version = $3
            AND (k.chunk_id IS NULL OR c.state = 'done' AND c.epoch = k.epoch)
            AND (s.name IS NULL OR s.running_limit > \(chunksReading("s.name")) + \(checksReading("s.name")))
            AND NOT \(drains("$1")) AND (a.worker IS DISTINCT FROM $1 OR NOT \(anotherTakesWork("$1")))
        ORDER BY k.id LIMIT 1 FOR UPDATE OF k SKIP LOCKED
        """

    /// Over a check's review `r` and requisition `q`.
    private static let mayBeChecked = "r.state NOT IN ('paused', 'cancelled') AND \(isInForce())"

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

    /// Extends the lease of a check. Returns false if another worker holds it, its review was paused or cancelled, or
    /// its requisition is no longer in force.
    package func renew(_ check: ReviewCheck, by worker: WorkerIdentity, lease: Duration) async throws -> Bool {
        try await pool.transaction { sql in
            try sql.execute(
                "UPDATE relecture.review_check k SET \(Lease.check.renewed(seconds: 4)) WHERE \(Database.isHeldCheck)",
                check.held(by: worker).values + [lease.seconds]) == 1
        }
    }

    /// Stores the comparison a check produced. Returns false, and stores nothing, if this worker no longer holds the
    /// check.
    package func finish(
        _ check: ReviewCheck, by worker: WorkerIdentity, with replay: Replay, of claim: ChunkClaim
    ) async throws -> Bool {
        try await pool.transaction { sql in
            guard try Database.end(check, by: worker, sql) else { return false }
            try Database.add(replay, of: claim, sql)
            return true
        }
    }

    /// Stores the score of a clip, under the same conditions.
    package func finish(
        _ check: ReviewCheck, by worker: WorkerIdentity, with score: KnownAnswerScore, on clip: KnownAnswerClip
    ) async throws -> Bool {
        try await pool.transaction { sql in
            guard try Database.end(check, by: worker, sql) else { return false }
            return try Database.store(score, on: clip, of: check.review, build: worker.build, sql)
        }
    }

    /// Hands a check back unfinished, for example while draining. The attempt does not count.
    package func release(_ check: ReviewCheck, by worker: WorkerIdentity) async throws {
        _ = try await pool.transaction { sql in try Lease.check.release(check.held(by: worker), sql) }
    }

    /// Ends a failed attempt: the check waits for its next one, unless that would fail the same way.
    package func fail(
        _ check: ReviewCheck, by worker: WorkerIdentity, detail: String, kind: FailureKind, pause: Duration,
        maximumAttempts: Int = RetryPolicy.maximumAttempts
    ) async throws {
        _ = try await pool.transaction { sql in
            try Lease.check.fail(
                check.held(by: worker), kind: kind, detail: detail, pause: pause, maximumAttempts: maximumAttempts, sql)
        }
    }

    private static func end(_ check: ReviewCheck, by worker: WorkerIdentity, _ sql: PostgresSession) throws -> Bool {
        try sql.execute(
            """
            UPDATE relecture.review_check k SET state = 'done', lease_until = NULL, failure = NULL
            WHERE \(isHeldCheck)
            """, check.held(by: worker).values) == 1
    }

    private static let isHeldCheck = """
        \(Lease.check.isHeld("k.")) AND EXISTS (SELECT FROM relecture.review r
            JOIN relecture.requisition q ON q.id = r.requisition_id WHERE r.id = k.review_id AND \(mayBeChecked))
        """
}
