package import Footage
import Postgres
package import Timelines

/// A labelled clip of the site.
package struct KnownAnswerClip: Hashable, Sendable {
    package let id: Int64
    package let camera: CameraID
    package let light: String
    package let path: String
    /// SHA-256 in hexadecimal.
    package let digest: String
    /// Microseconds.
    package let length: Int64
    /// JSON: a list of `KnownPresence`.
    package let labels: String
    package let presences: Int
    package let addedBy: String

    /// - Parameter id: 0 before it is stored.
    package init(
        id: Int64 = 0, camera: CameraID, light: String, path: String, digest: String, length: Int64, labels: String,
        presences: Int, addedBy: String
    ) {
        self.id = id
        self.camera = camera
        self.light = light
        self.path = path
        self.digest = digest
        self.length = length
        self.labels = labels
        self.presences = presences
        self.addedBy = addedBy
    }
}

extension Database {
    /// Adds a clip, or replaces what was said of the very same file before. Answers its number.
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
            try sql.query(
                """
                SELECT id, camera, light, path, encode(sha256, 'hex') AS digest, length, labels::text AS labels, presences,
                    added_by
                FROM relecture.known_answer ORDER BY camera, light, id
                """
            ).map { row in
                KnownAnswerClip(
                    id: try row.decode("id"), camera: CameraID(rawValue: try row.decode("camera")),
                    light: try row.decode("light"), path: try row.decode("path"), digest: try row.decode("digest"),
                    length: try row.decode("length"), labels: try row.decode("labels"),
                    presences: try row.decode("presences"), addedBy: try row.decode("added_by"))
            }
        }
    }

    /// Takes a clip off the list; what was measured on it stays. Answers whether there was one.
    package func removeKnownAnswer(_ id: Int64) async throws -> Bool {
        try await pool.transaction { try $0.execute("DELETE FROM relecture.known_answer WHERE id = $1", [id]) } == 1
    }

    /// Stores what a review's profile found in a clip, in the place of an earlier result on the same clip.
    package func store(_ score: KnownAnswerScore, on clip: KnownAnswerClip, of review: ReviewID, build: String)
        async throws
    {
        let stored = try await pool.transaction { sql in
            try sql.execute(
                """
                INSERT INTO relecture.known_answer_result (review_id, requisition_id, sha256, camera, light, presences, found,
                    present, overlap, analysed, false_alarms, build)
                SELECT id, requisition_id, decode($2, 'hex'), $3, $4, $5, $6, $7, $8, $9, $10, $11
                FROM relecture.review WHERE id = $1::uuid
                ON CONFLICT (review_id, sha256) DO UPDATE SET camera = excluded.camera, light = excluded.light,
                    presences = excluded.presences, found = excluded.found, present = excluded.present,
                    overlap = excluded.overlap, analysed = excluded.analysed, false_alarms = excluded.false_alarms,
                    build = excluded.build, measured_at = now()
                """,
                [
                    review.rawValue, clip.digest, clip.camera.rawValue, clip.light, score.presences, score.found,
                    score.present, score.overlap, score.analysed, score.falseAlarms, build,
                ])
        }
        guard stored == 1 else { throw StorageError.wrongState("review \(review) is gone: nothing was stored") }
    }

    package func knownAnswers(of review: ReviewID) async throws -> [KnownAnswerResult] {
        try StorageError.check(review.rawValue, kind: "review")
        return try await pool.transaction { sql in
            try sql.query(
                """
                SELECT camera, light, presences, found, present, overlap, analysed, false_alarms
                FROM relecture.known_answer_result WHERE review_id = $1::uuid ORDER BY camera, light, sha256
                """, [review.rawValue]
            ).map { row in
                KnownAnswerResult(
                    camera: CameraID(rawValue: try row.decode("camera")), light: try row.decode("light"),
                    score: KnownAnswerScore(
                        presences: try row.decode("presences"), found: try row.decode("found"),
                        present: try row.decode("present"), overlap: try row.decode("overlap"),
                        analysed: try row.decode("analysed"), falseAlarms: try row.decode("false_alarms")))
            }
        }
    }
}
