import ChunkPlanning
import Footage
import Postgres
import Requisitions

extension Database {
    /// Stores a review and all its chunks in one transaction, under a requisition that is open at that moment.
    package func insert(_ request: ReviewRequest) async throws -> ReviewID {
        let id = try await pool.transaction { sql -> String? in
            let inserted = try sql.query(
                """
                INSERT INTO relecture.review (requisition_id, profile_name, profile_digest, profile, chunk_length, urgency)
                SELECT id, $2, $3, $4, $5, $6 FROM relecture.requisition WHERE id = $1::uuid AND state = 'open' FOR SHARE
                RETURNING id::text AS id
                """,
                [
                    request.requisition.rawValue, request.profileName, request.profileDigest, request.profile,
                    request.length.description, request.urgency,
                ]
            ).first
            guard let id: String = try inserted?.decode("id") else { return nil }
            try sql.execute(
                """
                INSERT INTO relecture.chunk (review_id, requisition_id, camera, ordinal, starts_at, ends_at)
                SELECT $1::uuid, $2::uuid, camera, ordinal, to_timestamp(0) + first * interval '1 microsecond',
                    to_timestamp(0) + last * interval '1 microsecond'
                FROM unnest($3::text[], $4::bigint[], $5::bigint[]) WITH ORDINALITY AS c (camera, first, last, ordinal)
                """,
                [
                    id, request.requisition.rawValue, request.chunks.map(\.camera.rawValue),
                    request.chunks.map(\.span.start.microseconds), request.chunks.map(\.span.end.microseconds),
                ])
            return id
        }
        guard let id else {
            throw StorageError.wrongState(
                "requisition \(request.requisition) is not open any more: nothing was started")
        }
        return ReviewID(rawValue: id)
    }

    package func review(_ id: ReviewID) async throws -> ReviewSummary {
        try StorageError.check(id.rawValue, kind: "review")
        let found = try await pool.transaction { sql in
            try Database.reviews(sql, where: "r.id = $1::uuid", [id.rawValue])
        }
        guard let review = found.first else { throw StorageError.unknown(kind: "review", id: id.rawValue) }
        return review
    }

    /// The newest first.
    package func reviews() async throws -> [ReviewSummary] {
        try await pool.transaction { sql in try Database.reviews(sql, where: "true", []) }
    }

    /// Ends a review; what runs is dropped when its worker next renews. Answers whether it was running.
    package func cancel(_ id: ReviewID) async throws -> Bool {
        try StorageError.check(id.rawValue, kind: "review")
        return try await pool.transaction { sql in try Database.cancel(id, sql) }
    }

    static func cancel(_ id: ReviewID, _ sql: PostgresSession) throws -> Bool {
        let changed = try sql.execute(
            """
            UPDATE relecture.review SET state = 'cancelled', finished_at = now()
            WHERE id = $1::uuid AND state = 'running'
            """, [id.rawValue])
        try sql.execute(
            """
            UPDATE relecture.chunk SET state = 'cancelled', finished_at = now(), lease_until = NULL
            WHERE review_id = $1::uuid AND state IN ('ready', 'running')
                AND EXISTS (SELECT FROM relecture.review WHERE id = $1::uuid AND state = 'cancelled')
            """, [id.rawValue])
        return changed == 1
    }

    private static func reviews(
        _ sql: PostgresSession, where condition: String, _ values: [any PostgresEncodable]
    ) throws -> [ReviewSummary] {
        try sql.query(
            """
            SELECT r.id::text AS id, r.requisition_id::text AS requisition, q.reference, r.profile_name,
                r.profile_digest, r.profile, r.chunk_length, r.urgency, r.state, r.created_at, r.finished_at, now() AS now,
                coalesce(array_agg(c.state ORDER BY c.state) FILTER (WHERE c.state IS NOT NULL), '{}') AS states,
                coalesce(array_agg(c.count ORDER BY c.state) FILTER (WHERE c.state IS NOT NULL), '{}') AS counts,
                coalesce(sum(c.footage), 0)::bigint AS footage, coalesce(sum(c.done), 0)::bigint AS done
            FROM relecture.review r JOIN relecture.requisition q ON q.id = r.requisition_id
            LEFT JOIN LATERAL (
                SELECT state, count(*) AS count, sum(extract(epoch FROM ends_at - starts_at) * 1000000) AS footage,
                    sum(CASE WHEN state IN ('ready', 'running') THEN progress
                        ELSE extract(epoch FROM ends_at - starts_at) * 1000000 END) AS done
                FROM relecture.chunk WHERE review_id = r.id GROUP BY state
            ) c ON true
            WHERE \(condition) GROUP BY r.id, q.id ORDER BY r.created_at DESC, r.id
            """, values
        ).map(ReviewSummary.init)
    }
}

extension ReviewSummary {
    fileprivate init(_ row: PostgresRow) throws {
        let state: String = try row.decode("state")
        let created: PostgresTimestamp = try row.decode("created_at")
        let finished: PostgresTimestamp? = try row.decode("finished_at")
        let now: PostgresTimestamp = try row.decode("now")
        let states: [String] = try row.decode("states")
        let counts: [Int64] = try row.decode("counts")
        self.init(
            id: ReviewID(rawValue: try row.decode("id")),
            requisition: RequisitionID(rawValue: try row.decode("requisition")),
            reference: try row.decode("reference"), profileName: try row.decode("profile_name"),
            profileDigest: try row.decode("profile_digest"), profile: try row.decode("profile"),
            chunkLength: try row.decode("chunk_length"), urgency: try row.decode("urgency"),
            state: State(rawValue: state) ?? .running,
            createdAt: created.timestamp, finishedAt: finished?.timestamp,
            chunks: Dictionary(uniqueKeysWithValues: zip(states, counts.map(Int.init))),
            footage: try row.decode("footage"), footageDone: try row.decode("done"), now: now.timestamp)
    }
}
