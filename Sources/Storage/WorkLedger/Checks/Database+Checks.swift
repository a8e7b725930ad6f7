package import Planning
import Postgres
import Schema

/// Checks of reviews: requested by the coordinator and by commands, run by workers.
extension Database {
    /// Returns ended reviews whose chunks for double review were not chosen yet, with the share to review twice in
    /// ten-thousandths.
    package func reviewsToDouble() async throws -> [(review: ReviewID, share: Int)] {
        try await pool.transaction { sql in
            try sql.query(
                """
                SELECT id::text AS id, double_share FROM relecture.review
                WHERE double_share > 0 AND NOT doubles_chosen AND state IN ('complete', 'complete-with-holes') ORDER BY id
                """
            ).map { (try $0.decode("id"), try $0.decode("double_share")) }
        }
    }

    /// Requests a second review, by other workers, of exactly these chunks of a review. Keeps existing checks of the
    /// same epoch, but retries failed ones. Returns false, and changes nothing, if the leadership is lost.
    package func double(
        _ chunks: [ChunkID: Int], of review: ReviewID, under leadership: Leadership
    ) async throws -> Bool {
        let chosen = chunks.sorted { $0.key < $1.key }
        return try await pool.transaction { sql in
            let isChosen = try sql.execute(
                """
                UPDATE relecture.review SET doubles_chosen = true
                WHERE id = $1::uuid AND state IN ('complete', 'complete-with-holes') AND \(Leadership.fence(2))
                """, [review.rawValue, leadership.leader, leadership.term])
            guard isChosen == 1 else { return false }
            try sql.execute(
                "DELETE FROM relecture.review_check WHERE review_id = $1::uuid AND chunk_id <> ALL ($2::bigint[])",
                [review.rawValue, chosen.map(\.key)])
            try sql.execute(
                """
                INSERT INTO relecture.review_check AS k (requisition_id, review_id, chunk_id, epoch)
                SELECT c.requisition_id, c.review_id, c.id, c.epoch
                FROM unnest($2::bigint[], $3::bigint[]) AS u (id, epoch)
                JOIN relecture.chunk c ON c.id = u.id AND c.epoch = u.epoch AND c.review_id = $1::uuid AND c.state = 'done'
                WHERE NOT EXISTS (SELECT FROM relecture.replay p WHERE p.review_id = c.review_id AND p.chunk_id = c.id
                    AND p.epoch = c.epoch)
                ORDER BY c.id
                ON CONFLICT (review_id, chunk_id) DO UPDATE SET epoch = excluded.epoch,
                    \(Lease.check.startedOver)
                WHERE k.epoch <> excluded.epoch OR k.state = 'failed'
                """, [review.rawValue, chosen.map(\.key), chosen.map { Int64($0.value) }])
            return true
        }
    }

    /// Requests a review of all labelled clips of the site beside a review. Keeps existing requests, but retries failed
    /// ones and those measured with labels that were replaced since. Returns the number of clips.
    package func checkKnownAnswers(beside review: ReviewID) async throws -> Int {
        try StorageError.check(review.rawValue, kind: "review")
        return try await pool.transaction { sql in
            let clips: Int? = try sql.value("SELECT count(*) FROM relecture.known_answer")
            try sql.execute(
                """
                INSERT INTO relecture.review_check AS k (requisition_id, review_id, clip_id)
                SELECT r.requisition_id, r.id, a.id FROM relecture.review r CROSS JOIN relecture.known_answer a
                WHERE r.id = $1::uuid ORDER BY a.id ON CONFLICT (review_id, clip_id)
                    DO UPDATE SET \(Lease.check.startedOver)
                WHERE k.state = 'failed' OR k.state = 'done' AND NOT EXISTS (
                    SELECT FROM relecture.known_answer a JOIN relecture.known_answer_result x ON x.sha256 = a.sha256
                    WHERE a.id = k.clip_id AND x.review_id = k.review_id AND (x.labels_digest = ''
                        OR x.labels_digest = \(Database.digest("a.labels"))))
                """, [review.rawValue])
            return clips ?? 0
        }
    }

    /// Returns the checks of a review, in the order they were requested.
    package func checks(of review: ReviewID) async throws -> [CheckStatus] {
        try StorageError.check(review.rawValue, kind: "review")
        return try await pool.transaction { sql in
            try sql.query(
                """
                SELECT chunk_id, epoch, state, coalesce(failure, '') AS failure FROM relecture.review_check
                WHERE review_id = $1::uuid ORDER BY id
                """, [review.rawValue]
            ).map { row in
                CheckStatus(
                    chunk: try row.decode("chunk_id", as: ChunkID?.self), epoch: try row.decode("epoch", as: Int?.self),
                    state: try row.decode("state"),
                    failure: try row.decode("failure"))
            }
        }
    }
}
