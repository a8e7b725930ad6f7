import Footage
import Postgres

/// What operators do to reviews and chunks. Every state but `cancelled` has a way out.
extension Database {
    /// Ends a review; what runs is dropped when its worker next renews. Answers whether it had not ended yet.
    package func cancel(_ id: ReviewID) async throws -> Bool {
        try StorageError.check(id.rawValue, kind: "review")
        return try await pool.transaction { sql in
            // A hundred thousand chunks take a while.
            try sql.limitStatements(to: .seconds(600))
            return try Database.cancel(id, sql)
        }
    }

    static func cancel(_ id: ReviewID, _ sql: PostgresSession) throws -> Bool {
        let changed = try sql.execute(
            """
            UPDATE relecture.review SET state = 'cancelled', finished_at = now()
            WHERE id = $1::uuid AND state IN ('running', 'paused')
            """, [id.rawValue])
        let isCancelled = try !sql.query(
            "SELECT 1 AS one FROM relecture.review WHERE id = $1::uuid AND state = 'cancelled'", [id.rawValue]
        ).isEmpty
        guard isCancelled else { return false }
        let running: [Int64] = try sql.query(
            """
            UPDATE relecture.chunk SET state = 'cancelled', finished_at = now(), lease_until = NULL
            WHERE review_id = $1::uuid AND state = 'running' RETURNING id
            """, [id.rawValue]
        ).map { try $0.decode("id") }
        try release(running, because: "the review was cancelled", sql)
        try sql.execute(
            """
            UPDATE relecture.chunk SET state = 'cancelled', finished_at = now()
            WHERE review_id = $1::uuid AND state = 'ready'
            """, [id.rawValue])
        return changed == 1
    }

    /// Lets a review rest: nothing of it is begun, and what runs is handed back uncounted. Answers whether it was running.
    package func pause(_ id: ReviewID) async throws -> Bool {
        try StorageError.check(id.rawValue, kind: "review")
        return try await pool.transaction { sql in
            let changed = try sql.execute(
                "UPDATE relecture.review SET state = 'paused' WHERE id = $1::uuid AND state = 'running'", [id.rawValue])
            guard changed == 1 else { return false }
            try Database.takeBack("review_id = $1::uuid", because: "the review was paused", id.rawValue, sql)
            return true
        }
    }

    /// Lets a paused review go on. Answers whether it was paused.
    package func resume(_ id: ReviewID) async throws -> Bool {
        try StorageError.check(id.rawValue, kind: "review")
        return try await pool.transaction { sql in
            try sql.execute(
                "UPDATE relecture.review SET state = 'running' WHERE id = $1::uuid AND state = 'paused'", [id.rawValue]
            ) == 1
        }
    }

    /// Frees running chunks without counting the attempt; whoever works on them is fenced off by the state.
    ///
    /// - Parameter condition: on the chunk, over `$1`.
    static func takeBack(
        _ condition: String, because detail: String, _ value: any PostgresEncodable, _ sql: PostgresSession
    ) throws {
        let freed: [Int64] = try sql.query(
            """
            UPDATE relecture.chunk c SET state = 'ready', attempts = attempts - 1,
                spent = greatest(0, spent - \(RetryPolicy.wholeAttempt)), lease_until = NULL, owner = NULL,
                owner_incarnation = NULL, dispatched_at = NULL, progress = 0
            WHERE c.\(condition) AND c.state = 'running' RETURNING c.id
            """, [value]
        ).map { try $0.decode("id") }
        try release(freed, because: detail, sql)
    }

    /// Ends the attempts at chunks that were just taken from their workers. A statement of its own, after theirs: an attempt
    /// that came to its end at the same moment keeps what it says.
    private static func release(_ chunks: [Int64], because detail: String, _ sql: PostgresSession) throws {
        guard !chunks.isEmpty else { return }
        try sql.execute(
            """
            UPDATE relecture.attempt SET finished_at = now(), outcome = 'released', detail = $2
            WHERE chunk_id = ANY ($1::bigint[]) AND finished_at IS NULL
            """, [chunks, detail])
    }

    /// Locks reviews before their chunks are changed: the coordinator ends a review only before or after that.
    private static func hold(_ reviews: String, _ value: any PostgresEncodable, _ sql: PostgresSession) throws {
        try sql.execute(
            "SELECT FROM relecture.review WHERE id IN (\(reviews)) ORDER BY id FOR NO KEY UPDATE", [value])
    }

    /// Gives the quarantined chunks of a review all their attempts again. Answers how many there were.
    package func retry(_ id: ReviewID) async throws -> Int {
        try StorageError.check(id.rawValue, kind: "review")
        return try await pool.transaction { sql in
            try sql.limitStatements(to: .seconds(600))
            try Database.hold("SELECT $1::uuid", id.rawValue, sql)
            let chunks: [Int64] = try sql.query(
                """
                SELECT c.id FROM relecture.chunk c JOIN relecture.review r ON r.id = c.review_id
                WHERE r.id = $1::uuid AND r.state <> 'cancelled' AND c.state = 'quarantined' ORDER BY c.id FOR UPDATE OF c
                """, [id.rawValue]
            ).map { try $0.decode("id") }
            try Database.redo(chunks, sql)
            return chunks.count
        }
    }

    /// Gives a quarantined or skipped chunk all its attempts again; its review runs again if it had ended.
    package func requeue(chunk: Int64) async throws {
        try await change(chunk, refusal: "is neither quarantined nor skipped, or its review was cancelled") { sql in
            let free = try !sql.query(
                """
                SELECT 1 AS one FROM relecture.chunk c JOIN relecture.review r ON r.id = c.review_id
                WHERE c.id = $1 AND r.state <> 'cancelled' AND c.state IN ('quarantined', 'skipped') FOR UPDATE OF c
                """, [chunk]
            ).isEmpty
            if free { try Database.redo([chunk], sql) }
            return free
        }
    }

    /// Gives a chunk up: its time becomes `skipped` in the coverage.
    package func skip(chunk: Int64) async throws {
        try await change(chunk, refusal: "is neither waiting nor quarantined") { sql in
            let changed = try sql.execute(
                """
                UPDATE relecture.chunk SET state = 'skipped', finished_at = now(), lease_until = NULL
                WHERE id = $1 AND state IN ('ready', 'quarantined')
                """, [chunk])
            if changed == 1 { try Database.mergeAgain([chunk], sql) }
            return changed == 1
        }
    }

    private func change(
        _ chunk: Int64, refusal: String, _ body: @Sendable (PostgresSession) throws -> Bool
    ) async throws {
        try await pool.transaction { sql in
            let known = try !sql.query("SELECT 1 AS one FROM relecture.chunk WHERE id = $1", [chunk]).isEmpty
            guard known else { throw StorageError.unknown(kind: "chunk", id: String(chunk)) }
            try Database.hold("SELECT review_id FROM relecture.chunk WHERE id = $1", chunk, sql)
            guard try body(sql) else {
                throw StorageError.wrongState("chunk \(chunk) \(refusal): nothing was changed")
            }
        }
    }

    /// Has chunks reviewed anew, whatever became of them: on a new budget, and without what was found before.
    static func redo(_ chunks: [Int64], _ sql: PostgresSession) throws {
        guard !chunks.isEmpty else { return }
        for table in ["tracklet", "chunk_coverage"] {
            try sql.execute(
                """
                DELETE FROM relecture.\(table) t USING relecture.chunk c
                WHERE c.id = ANY ($1::bigint[]) AND t.requisition_id = c.requisition_id AND t.chunk_id = c.id
                """, [chunks])
        }
        try sql.execute(
            """
            UPDATE relecture.chunk SET state = 'ready', attempts = 0, spent = 0, counts_after = epoch, finished_at = NULL,
                failure = NULL, dispatched_at = NULL, not_before = '-infinity', progress = 0, lease_until = NULL,
                owner = NULL, owner_incarnation = NULL, taken_from = NULL
            WHERE id = ANY ($1::bigint[])
            """, [chunks])
        try release(chunks, because: "the chunk is done anew", sql)
        try mergeAgain(chunks, sql)
    }

    /// Has the cameras of some chunks merged again; their reviews run until they are.
    static func mergeAgain(_ chunks: [Int64], _ sql: PostgresSession) throws {
        try mergeAgain(
            "SELECT DISTINCT requisition_id, review_id, camera FROM relecture.chunk WHERE id = ANY ($1::bigint[])",
            [chunks],
            sql)
    }

    /// - Parameter cameras: a query for requisition, review and camera.
    static func mergeAgain(
        _ cameras: String, _ values: [any PostgresEncodable], _ sql: PostgresSession
    ) throws {
        try sql.execute(
            """
            WITH camera AS MATERIALIZED (\(cameras)), again AS (
                UPDATE relecture.review SET state = 'running', finished_at = NULL
                WHERE state IN ('complete', 'complete-with-holes') AND id IN (SELECT review_id FROM camera)
            )
            INSERT INTO relecture.camera_result AS m (requisition_id, review_id, camera, clock, is_complete, chunks_merged,
                term, revision)
            SELECT requisition_id, review_id, camera, '', false, -1, 0, 1 FROM camera
            ON CONFLICT (review_id, camera) DO UPDATE SET is_complete = false, chunks_merged = -1,
                revision = m.revision + 1
            """, values)
    }
}
