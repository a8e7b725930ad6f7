import Footage
package import Planning
import Postgres
import Schema

extension Database {
    /// Returns the labelled clips requested beside a review, by camera and light. ``knownAnswers(of:)`` also includes
    /// results for other clips.
    package func clipChecks(of review: ReviewID) async throws -> [ClipCheck] {
        try StorageError.check(review.rawValue, kind: "review")
        return try await pool.transaction { sql in
            try sql.query(
                """
                SELECT a.camera, a.light, a.path, k.state, coalesce(k.failure, '') AS failure, EXISTS (
                    SELECT FROM relecture.known_answer_result x WHERE x.review_id = k.review_id AND x.sha256 = a.sha256
                        AND (x.labels_digest = '' OR x.labels_digest = \(Database.digest("a.labels")))) AS is_measured
                FROM relecture.review_check k JOIN relecture.known_answer a ON a.id = k.clip_id
                WHERE k.review_id = $1::uuid ORDER BY a.camera, a.light, a.id
                """, [review.rawValue]
            ).map { row in
                ClipCheck(
                    camera: try row.decode("camera"), light: try row.decode("light"),
                    path: try row.decode("path"),
                    state: try row.decode("state"),
                    failure: try row.decode("failure"), isMeasured: try row.decode("is_measured"))
            }
        }
    }
}
