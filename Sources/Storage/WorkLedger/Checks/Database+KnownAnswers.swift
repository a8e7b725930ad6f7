import Footage
package import Planning
import Postgres
import Schema
package import Timelines

extension Database {
    /// Adds a clip, or replaces the labels of the same file. Returns its number.
    package func add(_ clip: KnownAnswerClip) async throws -> Int64 {
        try await pool.transaction { sql in
            try sql.query(
                """
                INSERT INTO relecture.known_answer (camera, light, path, sha256, length, labels, presences, added_by)
                VALUES ($1, $2, $3, decode($4, 'hex'), $5, $6::jsonb, $7, $8)
                ON CONFLICT (sha256) DO UPDATE SET camera = excluded.camera, light = excluded.light, path = excluded.path,
                    length = excluded.length, labels = excluded.labels, presences = excluded.presences, added_at = now(),
                    added_by = excluded.added_by
                RETURNING id
                """,
                [
                    clip.camera.rawValue, clip.light, clip.path, clip.digest, clip.length, clip.labels, clip.presences,
                    clip.addedBy,
                ]
            ).single().decode("id")
        }
    }

    package func knownAnswerClips() async throws -> [KnownAnswerClip] {
        try await pool.transaction { sql in
            try sql.query("SELECT \(KnownAnswerClip.columns) FROM relecture.known_answer ORDER BY camera, light, id")
                .map(KnownAnswerClip.init)
        }
    }

    static func knownAnswerClip(_ id: Int64, _ sql: PostgresSession) throws -> KnownAnswerClip {
        let row = try sql.query("SELECT \(KnownAnswerClip.columns) FROM relecture.known_answer WHERE id = $1", [id])
            .single()
        return try KnownAnswerClip(row)
    }

    /// Removes a clip from the list but keeps its results. Returns whether it existed.
    package func removeKnownAnswer(_ id: Int64) async throws -> Bool {
        try await pool.transaction { try $0.execute("DELETE FROM relecture.known_answer WHERE id = $1", [id]) } == 1
    }

    /// Stores what a review's profile found in a clip, replacing an earlier result for the same clip.
    package func store(_ score: KnownAnswerScore, on clip: KnownAnswerClip, of review: ReviewID, build: String)
        async throws
    {
        let isStored = try await pool.transaction { try Database.store(score, on: clip, of: review, build: build, $0) }
        guard isStored else { throw StorageError.wrongState("review \(review) no longer exists: no result was stored") }
    }

    /// Returns false if the review is gone.
    static func store(
        _ score: KnownAnswerScore, on clip: KnownAnswerClip, of review: ReviewID, build: String, _ sql: PostgresSession
    ) throws -> Bool {
        try sql.execute(
            """
            INSERT INTO relecture.known_answer_result (review_id, requisition_id, sha256, camera, light, presences, found,
                present, overlap, analysed, false_alarms, build, labels_digest)
            SELECT id, requisition_id, decode($2, 'hex'), $3, $4, $5, $6, $7, $8, $9, $10, $11, \(Database.digest("$12::jsonb"))
            FROM relecture.review WHERE id = $1::uuid
            ON CONFLICT (review_id, sha256) DO UPDATE SET camera = excluded.camera, light = excluded.light,
                presences = excluded.presences, found = excluded.found, present = excluded.present,
                overlap = excluded.overlap, analysed = excluded.analysed, false_alarms = excluded.false_alarms,
                build = excluded.build, labels_digest = excluded.labels_digest, measured_at = now()
            """,
            [
                review.rawValue, clip.digest, clip.camera.rawValue, clip.light, score.presences, score.found,
                score.present, score.overlap, score.analysed, score.falseAlarms, build, clip.labels,
            ]) == 1
    }

    static func digest(_ labels: String) -> String {
        "encode(sha256(convert_to((\(labels))::text, 'UTF8')), 'hex')"
    }

    /// Returns the scores measured beside a review, without those for labels that were replaced since.
    package func knownAnswers(of review: ReviewID) async throws -> [KnownAnswerResult] {
        try StorageError.check(review.rawValue, kind: "review")
        return try await pool.transaction { sql in
            try sql.query(
                """
                SELECT camera, light, presences, found, present, overlap, analysed, false_alarms
                FROM relecture.known_answer_result k WHERE review_id = $1::uuid AND NOT EXISTS (
                    SELECT FROM relecture.known_answer a WHERE a.sha256 = k.sha256 AND k.labels_digest <> ''
                        AND \(Database.digest("a.labels")) <> k.labels_digest)
                ORDER BY camera, light, sha256
                """, [review.rawValue]
            ).map { row in
                KnownAnswerResult(
                    camera: try row.decode("camera"), light: try row.decode("light"),
                    score: KnownAnswerScore(
                        presences: try row.decode("presences"), found: try row.decode("found"),
                        present: try row.decode("present"), overlap: try row.decode("overlap"),
                        analysed: try row.decode("analysed"), falseAlarms: try row.decode("false_alarms")))
            }
        }
    }
}
