import Footage
package import Planning
import Postgres
import Requisitions
import Schema

/// The life of a claim: each change is one conditional statement, so that whoever comes late changes nothing.
extension Database {
    /// Takes a chunk if it is free, its review runs, its requisition is open and its store bears one more; nil otherwise.
    ///
    /// A chunk whose lease ran out may be taken too, unless it has spent its budget: then the coordinator puts it aside.
    package func claim(
        chunk: Int64, of review: ReviewID, by worker: WorkerIdentity, lease: Duration,
        maximumAttempts: Int = RetryPolicy.maximumAttempts
    ) async throws -> ChunkClaim? {
        guard (try? StorageError.check(review.rawValue, kind: "review")) != nil else { return nil }
        return try await pool.transaction { sql in
            guard try Database.hasRoom(forChunk: chunk, by: worker, sql) else { return nil }
            let found = try sql.query(
                """
                UPDATE relecture.chunk c SET state = 'running', epoch = epoch + 1, attempts = attempts + 1,
                    spent = spent + \(RetryPolicy.wholeAttempt), owner = $3, owner_incarnation = $4::uuid,
                    lease_until = now() + make_interval(secs => $5), started_at = now(), progress = 0
                FROM relecture.review r JOIN relecture.requisition q ON q.id = r.requisition_id
                WHERE c.id = $1 AND c.review_id = $2::uuid AND r.id = c.review_id AND r.state = 'running'
                    AND q.state = 'open' AND (q.expires_at IS NULL OR q.expires_at > now())
                    AND c.not_before <= now() AND r.analysis_version = $7
                    AND (c.state = 'ready' OR (c.state = 'running' AND c.lease_until < now() AND c.spent < $6))
                RETURNING \(ChunkClaim.columns)
                """,
                [
                    chunk, review.rawValue, worker.name, worker.incarnation, lease.seconds,
                    maximumAttempts * RetryPolicy.wholeAttempt, worker.analysisVersion,
                ]
            ).first.map(ChunkClaim.init)
            guard var claimed = found else { return nil }
            if claimed.epoch > 1 {
                // Whoever let its lease run out does not tell the end of its attempt any more.
                let lost = try sql.execute(
                    """
                    UPDATE relecture.attempt SET finished_at = now(), outcome = 'lost', detail = $3
                    WHERE chunk_id = $1 AND epoch < $2 AND finished_at IS NULL
                    """, [claimed.chunk, claimed.epoch, Database.lostLease])
                claimed.isTakeover = lost > 0
            }
            try sql.execute(
                "INSERT INTO relecture.attempt (chunk_id, epoch, worker, host, build) VALUES ($1, $2, $3, $4, $5)",
                [claimed.chunk, claimed.epoch, worker.name, worker.host, worker.build])
            return claimed
        }
    }

    /// Whether a worker of another name than the parameter's, but of the same analysis version, can take work.
    static func anotherIsUp(_ name: String) -> String {
        """
        EXISTS (SELECT FROM relecture.worker w WHERE w.name <> \(name) AND w.state = 'up' AND w.desired = 'work'
            AND w.last_seen >= now() - interval '60 s'
            AND w.analysis_version = (SELECT analysis_version FROM relecture.worker WHERE name = \(name)))
        """
    }

    static let lostLease = "the worker stopped renewing its lease"

    /// Whether the chunk's store bears one more, the worker does not drain, and the chunk was not taken from this very
    /// worker for being slow while there is another.
    ///
    /// Requisition and review are locked until the claim is made, so that nobody suspends or pauses them in between. Claims
    /// of one limited store come one after the other. A refused chunk gets a new ticket when there is room.
    private static func hasRoom(
        forChunk chunk: Int64, by worker: WorkerIdentity, _ sql: PostgresSession
    ) throws -> Bool {
        let asked = try sql.query(
            """
            SELECT store, taken_from IS NOT DISTINCT FROM $2 AND \(Database.anotherIsUp("$2")) OR EXISTS (
                    SELECT FROM relecture.worker WHERE name = $2 AND desired = 'drain') AS is_barred,
                store IN (SELECT name FROM relecture.store) AS is_limited, relecture.hold(requisition_id),
                relecture.hold_review(review_id) AS is_held
            FROM relecture.chunk WHERE id = $1
            """, [chunk, worker.name]
        ).first
        // Of a review that is being changed nothing is claimed; the ticket is sent again.
        guard let asked, try asked.decode("is_held", as: Bool.self) else { return false }
        var hasRoom = try !asked.decode("is_barred", as: Bool.self)
        if hasRoom, try asked.decode("is_limited", as: Bool.self) {
            hasRoom = try Database.room(in: asked.decode("store"), except: chunk, sql) > 0
        }
        if !hasRoom {
            try sql.execute(
                "UPDATE relecture.chunk SET dispatched_at = NULL WHERE id = $1 AND state = 'ready'", [chunk])
        }
        return hasRoom
    }

    /// How many more a store bears, of chunks and of checks that read it. It is this transaction's to fill until its end.
    static func room(in store: String, except chunk: Int64 = 0, _ sql: PostgresSession) throws -> Int {
        try sql.execute("SELECT pg_advisory_xact_lock(hashtextextended('store ' || $1, 0))", [store])
        let limit: Int? = try sql.value("SELECT running_limit FROM relecture.store WHERE name = $1", [store])
        let running: Int? = try sql.value(
            """
            SELECT (SELECT count(*) FROM relecture.chunk
                WHERE store = $1 AND state = 'running' AND lease_until >= now() AND id <> $2)
                + (SELECT count(*) FROM relecture.review_check k JOIN relecture.chunk c ON c.id = k.chunk_id
                    WHERE c.store = $1 AND k.state = 'running' AND k.lease_until >= now())
            """, [store, chunk])
        return (limit ?? .max) - (running ?? 0)
    }

    /// Hands a chunk back untried, as when a worker drains: the attempt does not count.
    package func release(_ claim: ChunkClaim, by worker: WorkerIdentity) async throws {
        try await pool.transaction { sql in
            let changed = try sql.execute(
                """
                UPDATE relecture.chunk SET state = 'ready', attempts = attempts - 1,
                    spent = greatest(0, spent - \(RetryPolicy.wholeAttempt)), lease_until = NULL, owner = NULL,
                    owner_incarnation = NULL, dispatched_at = NULL, progress = 0
                WHERE id = $1 AND epoch = $2 AND state = 'running' AND owner_incarnation = $3::uuid
                """, [claim.chunk, claim.epoch, worker.incarnation])
            if changed == 1 { try Database.end(claim, as: "released", detail: nil, sql) }
        }
    }

    static func end(
        _ claim: ChunkClaim, as outcome: String, detail: String?, class kind: FailureKind? = nil,
        _ sql: PostgresSession
    ) throws {
        try sql.execute(
            """
            UPDATE relecture.attempt SET finished_at = now(), outcome = $3, detail = $4, class = $5
            WHERE chunk_id = $1 AND epoch = $2
            """, [claim.chunk, claim.epoch, outcome, detail, kind?.rawValue])
    }
}

extension Duration {
    /// For `make_interval`, whose argument is a double; leases need no exactness.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
