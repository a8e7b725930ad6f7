package import Footage
package import Planning
import Postgres
import Schema

/// A chunk that takes far longer than the other chunks of its review.
package struct Straggler: Hashable, Sendable {
    package let chunk: ChunkID
    package let review: ReviewID
    package let camera: CameraID
    package let worker: String
    /// Microseconds since its claim.
    package let elapsed: Int64
    /// Elapsed time relative to the median of the review's done chunks, scaled by length of footage.
    package let ratio: Double
}

extension Database {
    /// A chunk that takes at least this many times the median is a straggler.
    package static let stragglingFrom = 3.0

    /// Returns the stragglers of one review, or of all running ones, slowest first. A review with fewer than three done
    /// chunks has none.
    package func stragglers(
        of review: ReviewID? = nil, from factor: Double = Database.stragglingFrom
    ) async throws -> [Straggler] {
        if let review { try StorageError.check(review.rawValue, kind: "review") }
        return try await pool.transaction { sql in
            try sql.query(
                """
                SELECT c.id, c.review_id::text AS review, c.camera, c.owner, c.elapsed, c.elapsed / u.usual / c.length AS ratio
                FROM (
                    SELECT *, (extract(epoch FROM now() - started_at) * 1000000)::bigint AS elapsed,
                        (extract(epoch FROM ends_at - starts_at) * 1000000)::float8 AS length
                    FROM relecture.chunk WHERE state = 'running' AND ($1::uuid IS NULL OR review_id = $1::uuid)
                ) c JOIN LATERAL (
                    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY (extract(epoch FROM d.finished_at - d.started_at)
                        / extract(epoch FROM d.ends_at - d.starts_at))::float8) AS usual, count(*) AS count
                    FROM (
                        SELECT * FROM relecture.chunk d WHERE d.review_id = c.review_id AND d.state = 'done'
                        ORDER BY d.id DESC LIMIT 1000
                    ) d
                ) u ON u.count >= 3 AND u.usual > 0
                WHERE c.elapsed > u.usual * c.length * $2::float8 ORDER BY ratio DESC, c.id
                """, [review?.rawValue, factor]
            ).map { row in
                Straggler(
                    chunk: try row.decode("id"), review: try row.decode("review"),
                    camera: try row.decode("camera"), worker: try row.decode("owner"),
                    elapsed: try row.decode("elapsed"), ratio: try row.decode("ratio"))
            }
        }
    }

    /// Takes stragglers from their workers, if another worker has a free slot, and makes them available to others.
    /// Returns them.
    ///
    /// Each chunk is moved at most once and the attempt does not count: a chunk that is slow everywhere must not
    /// wander. The slow attempt cannot store its result even if it ends first, because only the newest epoch is
    /// accepted.
    package func takeBackStragglers(from factor: Double, under leadership: Leadership) async throws -> [ChunkID] {
        let slow = try await stragglers(from: factor)
        guard !slow.isEmpty else { return [] }
        return try await pool.transaction { sql in
            let chunks: [ChunkID] = try sql.query(
                """
                UPDATE relecture.chunk c SET taken_from = owner WHERE id = ANY ($1::bigint[]) AND state = 'running'
                    AND taken_from IS NULL AND \(Leadership.fence(2)) AND EXISTS (
                        SELECT FROM relecture.worker w WHERE w.busy < w.slots AND w.name <> c.owner AND \(Database.takesWork())
                            AND w.analysis_version = (SELECT analysis_version FROM relecture.review WHERE id = c.review_id))
                RETURNING id
                """, [slow.map(\.chunk), leadership.leader, leadership.term]
            ).map { try $0.decode("id") }
            for chunk in chunks {
                try Database.takeBack("id = $1", because: "the attempt took far longer than others", chunk, sql)
            }
            return chunks
        }
    }
}
