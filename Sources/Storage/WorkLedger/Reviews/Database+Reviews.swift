import Catalogue
import Chronology
import Footage
package import Planning
import Postgres
import Requisitions
import Schema

extension Database {
    /// Stores a review and all its chunks in one transaction, under a requisition that is open at that moment.
    ///
    /// If a review with the same submission key exists, returns that review's id and stores no other. The database
    /// itself records the requisition's current cameras with the review.
    package func insert(_ request: ReviewRequest) async throws -> ReviewID {
        let id = try await pool.transaction { sql -> String? in
            // Inserting a hundred thousand chunks takes a while.
            try sql.limitStatements(to: .seconds(600))
            if let submission = request.submission {
                try Database.release(submission, for: request.requisition, sql)
            }
            let inserted = try sql.query(
                """
                INSERT INTO relecture.review (requisition_id, profile_name, profile_digest, profile, chunk_length, urgency,
                    deadline, submission, double_share, analysis_version)
                SELECT id, $2, $3, $4, $5, $6, $7, $8, $9, $10 FROM relecture.requisition q
                WHERE id = $1::uuid AND \(Database.isInForce())
                FOR SHARE
                ON CONFLICT (submission) WHERE state <> 'cancelled' DO NOTHING RETURNING id::text AS id
                """,
                [
                    request.requisition.rawValue, request.profileName, request.profileDigest, request.profile,
                    request.length.description, request.urgency, request.deadline?.stored, request.submission,
                    request.doubleShare, request.analysisVersion,
                ]
            ).first
            guard let id: String = try inserted?.decode("id") else {
                let known: String? = try sql.value(
                    "SELECT id::text FROM relecture.review WHERE submission = $1 AND state <> 'cancelled'",
                    [request.submission])
                if let known, request.doubleShare > 0 {
                    try sql.execute(
                        """
                        UPDATE relecture.review SET double_share = $2, doubles_chosen = false
                        WHERE id = $1::uuid AND double_share < $2
                        """, [known, request.doubleShare])
                }
                return known
            }
            try sql.execute(
                """
                INSERT INTO relecture.review_window (review_id, requisition_id, starts_at, ends_at)
                SELECT $1::uuid, requisition_id, starts_at, ends_at FROM relecture.requisition_window
                WHERE requisition_id = $2::uuid
                """, [id, request.requisition.rawValue])
            try sql.execute(
                """
                INSERT INTO relecture.review_recording (review_id, recording_id)
                SELECT $1::uuid, id FROM relecture.recording
                WHERE requisition_id = $2::uuid AND ($3::uuid[] IS NULL OR id = ANY ($3::uuid[]))
                """, [id, request.requisition.rawValue, request.recordings.map { $0.map(\.rawValue) }])
            try Database.insert(request.chunks, of: ReviewID(rawValue: id), sql)
            return id
        }
        guard let id else {
            throw StorageError.wrongState(
                "requisition \(request.requisition) is no longer open or has expired: no review was started")
        }
        await gatherStatistics(afterAdding: request.chunks.count)
        return ReviewID(rawValue: id)
    }

    /// Removes the key from a review whose requisition was widened since: the review no longer matches the request.
    private static func release(
        _ submission: String, for requisition: RequisitionID, _ sql: PostgresSession
    ) throws {
        try sql.execute(
            """
            UPDATE relecture.review r SET submission = NULL
            WHERE r.submission = $1 AND r.state <> 'cancelled' AND r.requisition_id = $2::uuid AND (
                EXISTS (SELECT camera FROM relecture.requisition_camera WHERE requisition_id = $2::uuid
                    EXCEPT SELECT camera FROM relecture.review_camera WHERE review_id = r.id)
                OR EXISTS (SELECT starts_at, ends_at FROM relecture.requisition_window WHERE requisition_id = $2::uuid
                    EXCEPT SELECT starts_at, ends_at FROM relecture.review_window WHERE review_id = r.id))
            """, [submission, requisition.rawValue])
    }

    /// Updates the planner's statistics after adding enough chunks to change its plans. Otherwise dispatching sorts all
    /// waiting chunks until autovacuum runs. Optional: a failure is ignored.
    func gatherStatistics(afterAdding chunks: Int) async {
        guard chunks >= 1_000 else { return }
        _ = try? await pool.transaction { sql in try sql.execute("SELECT relecture.gather_statistics()") }
    }

    /// Appends chunks to a review. Each belongs to the store of the file in which it ends.
    static func insert(_ chunks: [PlannedChunk], of review: ReviewID, _ sql: PostgresSession) throws {
        guard !chunks.isEmpty else { return }
        try sql.execute(
            // Look up the last ordinal once: per row it would scan all rows this statement has added.
            """
            WITH r AS MATERIALIZED (
                SELECT id, requisition_id,
                    coalesce((SELECT max(ordinal) FROM relecture.chunk WHERE review_id = v.id), 0) AS last
                FROM relecture.review v WHERE id = $1::uuid
            )
            INSERT INTO relecture.chunk (review_id, requisition_id, camera, ordinal, starts_at, ends_at, store)
            SELECT r.id, r.requisition_id, c.camera, c.ordinal + r.last, c.starts_at, c.ends_at,
                coalesce((SELECT f.store FROM relecture.recording f
                    WHERE f.requisition_id = r.requisition_id AND f.camera = c.camera AND f.starts_at < c.ends_at
                    ORDER BY f.starts_at DESC, f.id LIMIT 1), '')
            FROM r CROSS JOIN (
                SELECT camera, ordinal, to_timestamp(0) + first * interval '1 microsecond' AS starts_at,
                    to_timestamp(0) + last * interval '1 microsecond' AS ends_at
                FROM unnest($2::text[], $3::bigint[], $4::bigint[]) WITH ORDINALITY AS u (camera, first, last, ordinal)
            ) c
            """,
            [
                review.rawValue, chunks.map(\.camera.rawValue), chunks.map(\.span.start.microseconds),
                chunks.map(\.span.end.microseconds),
            ])
    }

    package func review(_ id: ReviewID) async throws -> ReviewSummary {
        try StorageError.check(id.rawValue, kind: "review")
        let found = try await pool.transaction { sql in
            try Database.reviews(sql, where: "r.id = $1::uuid", [id.rawValue])
        }
        guard let review = found.first else {
            if let requisition = try await erasedRequisition(of: id) {
                throw StorageError.wrongState("review \(id) was erased, with all of requisition \(requisition)")
            }
            throw StorageError.unknown(kind: "review", id: id.rawValue)
        }
        return review
    }

    /// Returns all reviews, newest first.
    package func reviews() async throws -> [ReviewSummary] {
        try await pool.transaction { sql in try Database.reviews(sql, where: "true", []) }
    }

    private static func reviews(
        _ sql: PostgresSession, where condition: String, _ values: [any PostgresEncodable]
    ) throws -> [ReviewSummary] {
        try sql.query(
            """
            SELECT r.id::text AS id, r.requisition_id::text AS requisition, q.reference, r.profile_name,
                r.profile_digest, r.profile, r.chunk_length, r.urgency, r.deadline, r.state, r.created_at, r.finished_at, now() AS now,
                r.double_share, r.analysis_version,
                coalesce(array_agg(c.state ORDER BY c.state) FILTER (WHERE c.state IS NOT NULL), '{}') AS states,
                coalesce(array_agg(c.count ORDER BY c.state) FILTER (WHERE c.state IS NOT NULL), '{}') AS counts,
                coalesce(sum(c.footage), 0)::bigint AS footage, coalesce(sum(c.done), 0)::bigint AS done
            FROM relecture.review r JOIN relecture.requisition q ON q.id = r.requisition_id
            LEFT JOIN LATERAL (
                SELECT state, count, footage,
                    CASE WHEN state IN ('ready', 'running') THEN progress ELSE footage END AS done
                FROM (
                    -- Of the sums, not of each chunk: numbers of any size are slow, and people watch 50,000 chunks.
                    SELECT state, count(*) AS count, sum(progress) AS progress,
                        extract(epoch FROM sum(ends_at - starts_at)) * 1000000 AS footage
                    FROM relecture.chunk WHERE review_id = r.id GROUP BY state
                ) s
            ) c ON true
            WHERE \(condition) GROUP BY r.id, q.id ORDER BY r.created_at DESC, r.id
            """, values
        ).map(ReviewSummary.init)
    }
}

extension ReviewSummary {
    fileprivate init(_ row: PostgresRow) throws {
        let created: PostgresTimestamp = try row.decode("created_at")
        let finished: PostgresTimestamp? = try row.decode("finished_at")
        let deadline: PostgresTimestamp? = try row.decode("deadline")
        let now: PostgresTimestamp = try row.decode("now")
        let states: [ChunkState] = try row.decode("states")
        let counts: [Int64] = try row.decode("counts")
        self.init(
            id: try row.decode("id"),
            requisition: try row.decode("requisition"),
            reference: try row.decode("reference"), profileName: try row.decode("profile_name"),
            profileDigest: try row.decode("profile_digest"), profile: try row.decode("profile"),
            analysisVersion: try row.decode("analysis_version"),
            chunkLength: try row.decode("chunk_length"), urgency: try row.decode("urgency"),
            deadline: deadline?.timestamp, state: try row.decode("state"),
            createdAt: created.timestamp, finishedAt: finished?.timestamp,
            chunks: Dictionary(uniqueKeysWithValues: zip(states, counts.map(Int.init))),
            footage: try row.decode("footage"), footageDone: try row.decode("done"), now: now.timestamp,
            doubleShare: try row.decode("double_share"))
    }
}

extension Database {
    /// Returns the requisition with which a review was erased; nil if it was not.
    func erasedRequisition(of review: ReviewID) async throws -> String? {
        try await pool.transaction { sql in
            try sql.value(
                "SELECT requisition::text FROM relecture.erasure WHERE $1::uuid = ANY (reviews) AND step IN ('rows', 'tickets', 'space', 'done')",
                [review.rawValue])
        }
    }
}
