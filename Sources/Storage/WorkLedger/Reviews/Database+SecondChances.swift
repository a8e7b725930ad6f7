import Catalogue
import Footage
package import Planning
package import Postgres
import Requisitions
import Schema

/// What operators do to chunks, and how the reviews continue.
extension Database {
    /// Restores the budget of a review's quarantined chunks. Returns how many there were.
    package func retry(_ id: ReviewID) async throws -> Int {
        try StorageError.check(id.rawValue, kind: "review")
        return try await pool.transaction { sql in
            try sql.limitStatements(to: .seconds(600))
            try Database.requireOpen(
                "SELECT requisition_id FROM relecture.review WHERE id = $1::uuid", id.rawValue, sql)
            try Database.requireThisVersion("SELECT $1::uuid", id.rawValue, sql)
            try Database.hold("SELECT $1::uuid", id.rawValue, sql)
            let chunks: [ChunkID] = try sql.query(
                """
                SELECT c.id FROM relecture.chunk c JOIN relecture.review r ON r.id = c.review_id
                WHERE r.id = $1::uuid AND r.state <> 'cancelled' AND c.state = 'quarantined' ORDER BY c.id FOR UPDATE OF c
                """, [id.rawValue]
            ).map { try $0.decode("id") }
            try Database.redo(chunks, sql)
            return chunks.count
        }
    }

    /// Restores the budget of a quarantined or skipped chunk. Its review runs again if it had ended.
    package func requeue(chunk: ChunkID) async throws {
        try await change(chunk, refusal: "is neither quarantined nor skipped, or its review was cancelled") { sql in
            try Database.requireOpen("SELECT requisition_id FROM relecture.chunk WHERE id = $1", chunk, sql)
            try Database.requireThisVersion("SELECT review_id FROM relecture.chunk WHERE id = $1", chunk, sql)
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
    package func skip(chunk: ChunkID) async throws {
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
        _ chunk: ChunkID, refusal: String, _ body: @Sendable (PostgresSession) throws -> Bool
    ) async throws {
        try await pool.transaction { sql in
            let known = try !sql.query("SELECT 1 AS one FROM relecture.chunk WHERE id = $1", [chunk]).isEmpty
            guard known else { throw StorageError.unknown(kind: "chunk", id: chunk.description) }
            try Database.hold("SELECT review_id FROM relecture.chunk WHERE id = $1", chunk, sql)
            guard try body(sql) else {
                throw StorageError.wrongState("chunk \(chunk) \(refusal): nothing was changed")
            }
        }
    }

    /// Throws unless a requisition allows reviews now: otherwise the chunks would wait forever.
    private static func requireOpen(
        _ requisition: String, _ value: any PostgresEncodable, _ sql: PostgresSession
    ) throws {
        try Database.requisitions(sql, where: "q.id = (\(requisition))", [value]).first?.requireOpen()
    }

    /// Reviews chunks again, whatever their state, with a new budget and without their earlier results.
    package static func redo(_ chunks: [ChunkID], _ sql: PostgresSession) throws {
        guard !chunks.isEmpty else { return }
        try sql.execute(
            """
            UPDATE relecture.chunk SET counts_after = epoch, taken_from = NULL, \(Lease.chunk.startedOver)
            WHERE id = ANY ($1::bigint[])
            """, [chunks])
        // Only after the chunks were reset to waiting: row policies let a person delete the results of no others.
        for table in ["tracklet", "chunk_coverage"] {
            try sql.execute(
                """
                DELETE FROM relecture.\(table) t USING relecture.chunk c
                WHERE c.id = ANY ($1::bigint[]) AND t.requisition_id = c.requisition_id AND t.chunk_id = c.id
                """, [chunks])
        }
        try release(chunks, because: "the chunk is done anew", sql)
        try mergeAgain(chunks, sql)
    }

    /// Merges the cameras of some chunks again; their reviews run until that is done.
    static func mergeAgain(_ chunks: [ChunkID], _ sql: PostgresSession) throws {
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
