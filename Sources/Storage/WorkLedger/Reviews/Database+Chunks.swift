package import Chronology
package import Footage
package import Planning
import Postgres
import Schema

/// A chunk as shown to operators.
package struct ChunkStatus: Sendable {
    package let id: ChunkID
    package let review: ReviewID
    package let camera: CameraID
    package let span: TimeSpan
    package let state: ChunkState
    package let attempts: Int
    package let epoch: Int
    package let worker: String?
    package let failure: String?
}

extension Database {
    /// Returns chunks in order, optionally limited to one review, one state, or the cases of one account.
    package func chunks(
        of review: ReviewID? = nil, state: ChunkState? = nil, seenBy person: String? = nil, limit: Int = .max
    ) async throws -> [ChunkStatus] {
        if let review { try StorageError.check(review.rawValue, kind: "review") }
        let condition = "($1::uuid IS NULL OR c.review_id = $1::uuid) AND ($2::text IS NULL OR c.state = $2)"
        guard let person else { return try await chunks(where: condition, [review?.rawValue, state], limit: limit) }
        return try await chunks(
            where: condition + " AND c.requisition_id = ANY (ARRAY(SELECT relecture.requisitions_of($3)))",
            [review?.rawValue, state, person], limit: limit)
    }

    func chunks(
        where condition: String, _ values: [any PostgresEncodable], limit: Int = 1
    ) async throws -> [ChunkStatus] {
        try await pool.transaction { sql in
            try sql.query(
                """
                SELECT c.id, c.review_id::text AS review, c.camera, c.starts_at, c.ends_at, c.state, c.attempts, c.epoch,
                    coalesce(c.owner, a.worker) AS worker, c.failure
                FROM relecture.chunk c LEFT JOIN relecture.attempt a ON a.chunk_id = c.id AND a.epoch = c.epoch
                WHERE \(condition) ORDER BY c.id LIMIT $\(values.count + 1)
                """, values + [limit]
            ).map { row in
                ChunkStatus(
                    id: try row.decode("id"), review: try row.decode("review"),
                    camera: try row.decode("camera"),
                    span: try TimeSpan.stored(row.decode("starts_at"), row.decode("ends_at")),
                    state: try row.decode("state"), attempts: try row.decode("attempts"),
                    epoch: try row.decode("epoch"),
                    worker: try row.decode("worker"), failure: try row.decode("failure"))
            }
        }
    }
}
