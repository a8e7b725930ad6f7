import Footage
package import Planning
package import Postgres
import Schema

/// What operators do to reviews. Every state except `cancelled` can be left.
extension Database {
    /// Cancels a review; running chunks are dropped when their workers next renew. Returns false if it had already
    /// ended.
    package func cancel(_ id: ReviewID) async throws -> Bool {
        try StorageError.check(id.rawValue, kind: "review")
        return try await pool.transaction { sql in
            // Cancelling a hundred thousand chunks takes a while.
            try sql.limitStatements(to: .seconds(600))
            return try Database.cancel(id, sql)
        }
    }

    package static func cancel(_ id: ReviewID, _ sql: PostgresSession) throws -> Bool {
        let changed = try sql.execute(
            """
            UPDATE relecture.review SET state = 'cancelled', finished_at = now()
            WHERE id = $1::uuid AND state IN ('running', 'paused')
            """, [id.rawValue])
        let isCancelled = try !sql.query(
            "SELECT 1 AS one FROM relecture.review WHERE id = $1::uuid AND state = 'cancelled'", [id.rawValue]
        ).isEmpty
        guard isCancelled else { return false }
        let running: [ChunkID] = try sql.query(
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

    /// Pauses a review: none of its chunks start, and running ones are handed back uncounted. Returns whether it was
    /// running.
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

    /// Resumes a paused review. Returns whether it was paused.
    package func resume(_ id: ReviewID) async throws -> Bool {
        try StorageError.check(id.rawValue, kind: "review")
        return try await pool.transaction { sql in
            try sql.execute(
                "UPDATE relecture.review SET state = 'running' WHERE id = $1::uuid AND state = 'paused'", [id.rawValue]
            ) == 1
        }
    }

    /// Frees running chunks without counting the attempt. The state fences off their workers.
    ///
    /// - Parameter condition: on the chunk, over `$1`.
    static func takeBack(
        _ condition: String, because detail: String, _ value: any PostgresEncodable, _ sql: PostgresSession
    ) throws {
        let freed: [ChunkID] = try sql.query(
            """
            UPDATE relecture.chunk c SET \(Lease.chunk.handedBack) WHERE c.\(condition) AND c.state = 'running' RETURNING c.id
            """, [value]
        ).map { try $0.decode("id") }
        try release(freed, because: detail, sql)
    }

    /// Ends the attempts at chunks that were just taken from their workers. Runs as a later statement, so that an
    /// attempt that ended at the same moment keeps its own outcome.
    static func release(_ chunks: [ChunkID], because detail: String, _ sql: PostgresSession) throws {
        guard !chunks.isEmpty else { return }
        try sql.execute(
            """
            UPDATE relecture.attempt SET finished_at = now(), outcome = 'released', detail = $2
            WHERE chunk_id = ANY ($1::bigint[]) AND finished_at IS NULL
            """, [chunks, detail])
    }

    /// Locks reviews before their chunks are changed, so that the coordinator completes a review only before or after
    /// the change.
    static func hold(_ reviews: String, _ value: any PostgresEncodable, _ sql: PostgresSession) throws {
        try sql.execute(
            "SELECT FROM relecture.review WHERE id IN (\(reviews)) ORDER BY id FOR NO KEY UPDATE", [value])
    }
}
