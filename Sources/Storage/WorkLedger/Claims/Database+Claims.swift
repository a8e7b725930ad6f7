import Catalogue
import Footage
package import Planning
import Postgres
import Requisitions
import Schema

/// The life cycle of a chunk's claim.
extension Database {
    /// Claims a chunk if it is free, its review is running, its requisition is open and its store has room; returns nil
    /// otherwise.
    ///
    /// A chunk whose lease expired may be claimed too, unless its budget is spent: then the coordinator quarantines it.
    package func claim(
        chunk: ChunkID, of review: ReviewID, by worker: WorkerIdentity, lease: Duration,
        maximumAttempts: Int = RetryPolicy.maximumAttempts
    ) async throws -> ChunkClaim? {
        guard (try? StorageError.check(review.rawValue, kind: "review")) != nil else { return nil }
        return try await pool.transaction { sql in
            guard try Database.reserve(chunk, for: worker, sql) else { return nil }
            let found = try sql.query(
                """
                UPDATE relecture.chunk c SET epoch = epoch + 1, started_at = now(), progress = 0,
                    \(Lease.chunk.claimed(owner: 3, incarnation: 4, seconds: 5))
                FROM relecture.review r JOIN relecture.requisition q ON q.id = r.requisition_id
                WHERE c.id = $1 AND c.review_id = $2::uuid AND r.id = c.review_id AND r.state = 'running'
                    AND \(Database.isInForce()) AND \(Lease.chunk.isClaimable("c.", budget: 6))
                    AND r.analysis_version = $7
                RETURNING \(ChunkClaim.columns)
                """,
                [
                    chunk, review.rawValue, worker.name, worker.incarnation, lease.seconds,
                    RetryPolicy.budget(maximumAttempts), worker.analysisVersion,
                ]
            ).first.map(ChunkClaim.init)
            guard var claimed = found else { return nil }
            if claimed.epoch > 1 {
                // A worker whose lease expired no longer records the end of its attempt.
                let lost = try sql.execute(
                    """
                    UPDATE relecture.attempt SET finished_at = now(), outcome = 'lost', detail = $3
                    WHERE chunk_id = $1 AND epoch < $2 AND finished_at IS NULL
                    """, [claimed.chunk, claimed.epoch, Lease.lost])
                claimed.isTakeover = lost > 0
            }
            try sql.execute(
                "INSERT INTO relecture.attempt (chunk_id, epoch, worker, host, build) VALUES ($1, $2, $3, $4, $5)",
                [claimed.chunk, claimed.epoch, worker.name, worker.host, worker.build])
            return claimed
        }
    }

    /// Locks what a claim of a chunk depends on, until the end of the transaction. Returns false if the worker must not
    /// take the chunk: it is draining, the chunk was taken from it for being slow while others work, its review is
    /// being changed, or its store has no room.
    ///
    /// The locks prevent requisition and review from being suspended or paused before the claim is made. Claims on one
    /// limited store are serialised. A refused chunk gets a new ticket when there is room.
    private static func reserve(
        _ chunk: ChunkID, for worker: WorkerIdentity, _ sql: PostgresSession
    ) throws -> Bool {
        let found = try sql.query(
            """
            SELECT store, taken_from IS NOT DISTINCT FROM $2 AND \(Database.anotherTakesWork("$2"))
                    OR \(Database.drains("$2")) AS is_barred,
                store IN (SELECT name FROM relecture.store) AS is_limited, relecture.hold(requisition_id),
                relecture.hold_review(review_id) AS is_held
            FROM relecture.chunk WHERE id = $1
            """, [chunk, worker.name]
        ).first
        // Chunks of a review that is being changed are not claimed; the ticket is sent again.
        guard let found, try found.decode("is_held", as: Bool.self) else { return false }
        var isFree = try !found.decode("is_barred", as: Bool.self)
        if isFree, try found.decode("is_limited", as: Bool.self) {
            isFree = try Database.reserveRoom(in: found.decode("store"), except: chunk, sql) > 0
        }
        if !isFree {
            try sql.execute(
                "UPDATE relecture.chunk SET dispatched_at = NULL WHERE id = $1 AND state = 'ready'", [chunk])
        }
        return isFree
    }

    /// Returns how many more chunks and checks a store can serve. Until the end of the transaction no other claim takes
    /// that room.
    static func reserveRoom(in store: String, except chunk: ChunkID? = nil, _ sql: PostgresSession) throws -> Int {
        try sql.execute("SELECT pg_advisory_xact_lock(hashtextextended('store ' || $1, 0))", [store])
        let limit: Int? = try sql.value("SELECT running_limit FROM relecture.store WHERE name = $1", [store])
        let running: Int? = try sql.value(
            "SELECT \(Database.chunksReading("$1", except: "$2")) + \(Database.checksReading("$1"))",
            [store, chunk?.rawValue ?? 0])
        return (limit ?? .max) - (running ?? 0)
    }

    /// Hands a chunk back unfinished, for example while draining. The attempt does not count.
    package func release(_ claim: ChunkClaim, by worker: WorkerIdentity) async throws {
        try await pool.transaction { sql in
            if try Lease.chunk.release(claim.held(by: worker), sql) {
                try Database.end(claim, as: .released, detail: nil, sql)
            }
        }
    }

    static func end(
        _ claim: ChunkClaim, as outcome: AttemptOutcome, detail: String?, kind: FailureKind? = nil,
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
    /// For `make_interval`, which takes a double. Leases need no exact length.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
