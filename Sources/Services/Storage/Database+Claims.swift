import Footage
import Postgres
import Requisitions

/// The life of a claim: each change is one conditional statement, so that whoever comes late changes nothing.
extension Database {
    /// Takes a chunk if it is free, its review runs and its requisition is open; nil when it is somebody else's.
    package func claim(
        chunk: Int64, of review: ReviewID, by worker: WorkerIdentity, lease: Duration
    ) async throws -> ChunkClaim? {
        guard (try? StorageError.check(review.rawValue, kind: "review")) != nil else { return nil }
        return try await pool.transaction { sql in
            let claimed = try sql.query(
                """
                UPDATE relecture.chunk c SET state = 'running', epoch = epoch + 1, attempts = attempts + 1, owner = $3,
                    owner_incarnation = $4::uuid, lease_until = now() + make_interval(secs => $5), started_at = now(),
                    progress = 0
                FROM relecture.review r JOIN relecture.requisition q ON q.id = r.requisition_id
                WHERE c.id = $1 AND c.review_id = $2::uuid AND r.id = c.review_id AND r.state = 'running'
                    AND q.state = 'open' AND c.not_before <= now()
                    AND (c.state = 'ready' OR (c.state = 'running' AND c.lease_until < now()))
                RETURNING c.id, c.epoch, c.attempts, c.review_id::text AS review, c.requisition_id::text AS requisition,
                    c.camera, c.starts_at, c.ends_at, q.window_start, q.window_end, r.profile
                """, [chunk, review.rawValue, worker.name, worker.incarnation, lease.seconds]
            ).first.map(ChunkClaim.init)
            guard let claimed else { return nil }
            // Taken from a silent worker before a coordinator took it back: that attempt ends here.
            try sql.execute(
                """
                UPDATE relecture.attempt SET finished_at = now(), outcome = 'lost',
                    detail = 'the worker stopped renewing its lease'
                WHERE chunk_id = $1 AND epoch < $2 AND outcome IS NULL
                """, [claimed.chunk, claimed.epoch])
            try sql.execute(
                "INSERT INTO relecture.attempt (chunk_id, epoch, worker, host, build) VALUES ($1, $2, $3, $4, $5)",
                [claimed.chunk, claimed.epoch, worker.name, worker.host, worker.build])
            return claimed
        }
    }

    /// Prolongs leases and reports progress (microseconds of footage); answers with the chunks that are still held.
    package func renew(
        _ progress: [Int64: (epoch: Int, done: Int64)], by worker: WorkerIdentity, lease: Duration
    ) async throws -> Set<Int64> {
        guard !progress.isEmpty else { return [] }
        let held = progress.sorted { $0.key < $1.key }
        return try await pool.transaction { sql in
            let rows = try sql.query(
                """
                UPDATE relecture.chunk c SET lease_until = now() + make_interval(secs => $5), progress = h.done
                FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS h (id, epoch, done)
                WHERE c.id = h.id AND c.epoch = h.epoch AND c.state = 'running' AND c.owner_incarnation = $4::uuid
                RETURNING c.id
                """,
                [
                    held.map(\.key), held.map { Int64($0.value.epoch) }, held.map(\.value.done), worker.incarnation,
                    lease.seconds,
                ])
            return Set(try rows.map { try $0.decode("id") })
        }
    }

    /// Hands a chunk back untried, as when a worker drains: the attempt does not count.
    package func release(_ claim: ChunkClaim, by worker: WorkerIdentity) async throws {
        try await pool.transaction { sql in
            let changed = try sql.execute(
                """
                UPDATE relecture.chunk SET state = 'ready', attempts = attempts - 1, lease_until = NULL, owner = NULL,
                    owner_incarnation = NULL, dispatched_at = NULL, progress = 0
                WHERE id = $1 AND epoch = $2 AND state = 'running' AND owner_incarnation = $3::uuid
                """, [claim.chunk, claim.epoch, worker.incarnation])
            if changed == 1 { try Database.end(claim, as: "released", detail: nil, sql) }
        }
    }

    /// Ends a failed attempt: the chunk waits for its next one, or is quarantined with this as its evidence.
    package func fail(
        _ claim: ChunkClaim, by worker: WorkerIdentity, detail: String, pause: Duration, maximumAttempts: Int
    ) async throws {
        try await pool.transaction { sql in
            let changed = try sql.execute(
                """
                UPDATE relecture.chunk SET state = CASE WHEN attempts >= $6 THEN 'quarantined' ELSE 'ready' END,
                    finished_at = CASE WHEN attempts >= $6 THEN now() END, failure = $4, lease_until = NULL,
                    owner = NULL, owner_incarnation = NULL, dispatched_at = NULL, progress = 0,
                    not_before = now() + make_interval(secs => $5)
                WHERE id = $1 AND epoch = $2 AND state = 'running' AND owner_incarnation = $3::uuid
                """, [claim.chunk, claim.epoch, worker.incarnation, detail, pause.seconds, maximumAttempts])
            if changed == 1 { try Database.end(claim, as: "failed", detail: detail, sql) }
        }
    }

    static func end(
        _ claim: ChunkClaim, as outcome: String, detail: String?, _ sql: PostgresSession
    ) throws {
        try sql.execute(
            """
            UPDATE relecture.attempt SET finished_at = now(), outcome = $3, detail = $4
            WHERE chunk_id = $1 AND epoch = $2
            """, [claim.chunk, claim.epoch, outcome, detail])
    }
}

extension ChunkClaim {
    fileprivate init(_ row: PostgresRow) throws {
        self.init(
            chunk: try row.decode("id"), epoch: try row.decode("epoch"),
            review: ReviewID(rawValue: try row.decode("review")),
            requisition: RequisitionID(rawValue: try row.decode("requisition")),
            camera: CameraID(rawValue: try row.decode("camera")),
            span: try TimeSpan.stored(row.decode("starts_at"), row.decode("ends_at")),
            window: try TimeSpan.stored(row.decode("window_start"), row.decode("window_end")),
            profile: try row.decode("profile"), attempts: try row.decode("attempts"))
    }
}

extension Duration {
    /// For `make_interval`, whose argument is a double; leases need no exactness.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
