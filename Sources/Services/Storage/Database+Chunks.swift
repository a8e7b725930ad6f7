package import Footage
import Postgres

/// A chunk as operators see it.
package struct ChunkStatus: Sendable {
    package let id: Int64
    package let review: ReviewID
    package let camera: CameraID
    package let span: TimeSpan
    package let state: String
    package let attempts: Int
    package let epoch: Int
    package let worker: String?
    package let failure: String?
}

extension Database {
    /// Chunks of one review or of all, in one state or in any, in order.
    package func chunks(of review: ReviewID? = nil, state: String? = nil, limit: Int = 10_000) async throws
        -> [ChunkStatus]
    {
        if let review { try StorageError.check(review.rawValue, kind: "review") }
        return try await pool.transaction { sql in
            try sql.query(
                """
                SELECT c.id, c.review_id::text AS review, c.camera, c.starts_at, c.ends_at, c.state, c.attempts, c.epoch,
                    coalesce(c.owner, a.worker) AS worker, c.failure
                FROM relecture.chunk c LEFT JOIN relecture.attempt a ON a.chunk_id = c.id AND a.epoch = c.epoch
                WHERE ($1::uuid IS NULL OR c.review_id = $1::uuid) AND ($2::text IS NULL OR c.state = $2)
                ORDER BY c.id LIMIT $3
                """, [review?.rawValue, state, limit]
            ).map { row in
                ChunkStatus(
                    id: try row.decode("id"), review: ReviewID(rawValue: try row.decode("review")),
                    camera: CameraID(rawValue: try row.decode("camera")),
                    span: try TimeSpan.stored(row.decode("starts_at"), row.decode("ends_at")),
                    state: try row.decode("state"), attempts: try row.decode("attempts"),
                    epoch: try row.decode("epoch"),
                    worker: try row.decode("worker"), failure: try row.decode("failure"))
            }
        }
    }

    /// Gives a quarantined or skipped chunk all its attempts again; its review runs again if it had ended.
    package func requeue(chunk: Int64) async throws {
        try await change(
            chunk,
            """
            UPDATE relecture.chunk c SET state = 'ready', attempts = 0, finished_at = NULL, failure = NULL,
                dispatched_at = NULL, not_before = '-infinity', progress = 0, counts_after = epoch
            FROM relecture.review r WHERE c.id = $1 AND r.id = c.review_id AND r.state <> 'cancelled'
                AND c.state IN ('quarantined', 'skipped')
            """, refusal: "is neither quarantined nor skipped, or its review was cancelled")
    }

    /// Gives a chunk up: its time becomes `skipped` in the coverage.
    package func skip(chunk: Int64) async throws {
        try await change(
            chunk,
            """
            UPDATE relecture.chunk SET state = 'skipped', finished_at = now(), lease_until = NULL
            WHERE id = $1 AND state IN ('ready', 'quarantined')
            """, refusal: "is neither waiting nor quarantined")
    }

    private func change(_ chunk: Int64, _ statement: String, refusal: String) async throws {
        try await pool.transaction { sql in
            let known = try !sql.query("SELECT 1 AS one FROM relecture.chunk WHERE id = $1", [chunk]).isEmpty
            guard known else { throw StorageError.unknown(kind: "chunk", id: String(chunk)) }
            guard try sql.execute(statement, [chunk]) == 1 else {
                throw StorageError.wrongState("chunk \(chunk) \(refusal): nothing was changed")
            }
            // The camera is merged again, and the review runs until it is.
            try sql.execute(
                """
                UPDATE relecture.camera_result r SET chunks_merged = -1, is_complete = false
                FROM relecture.chunk c WHERE c.id = $1 AND r.review_id = c.review_id AND r.camera = c.camera
                """, [chunk])
            try sql.execute(
                """
                UPDATE relecture.review r SET state = 'running', finished_at = NULL
                FROM relecture.chunk c WHERE c.id = $1 AND r.id = c.review_id AND r.state <> 'cancelled'
                """, [chunk])
        }
    }
}
