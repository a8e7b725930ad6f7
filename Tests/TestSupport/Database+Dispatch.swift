package import Planning
import Postgres
import Schema
package import WorkLedger

extension Database {
    /// Records tickets for chunks in their present state.
    package func recordDispatch(of chunks: [ChunkID], version: Int = 1, under leadership: Leadership) async throws {
        let due = try await pool.transaction { sql in
            try sql.query(
                "SELECT id, review_id::text AS review, epoch FROM relecture.chunk WHERE id = ANY ($1::bigint[])",
                [chunks]
            ).map { row in
                DueChunk(
                    chunk: try row.decode("id"), review: ReviewID(rawValue: try row.decode("review")),
                    epoch: try row.decode("epoch"))
            }
        }
        try await recordDispatch(of: due, version: version, under: leadership)
    }
}
