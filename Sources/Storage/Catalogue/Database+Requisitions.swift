package import Chronology
package import Footage
package import Planning
package import Postgres
package import Requisitions
import Schema

extension Database {
    /// Opens a requisition and creates the partitions for its results.
    ///
    /// - Parameter person: the account to record as its opener, used if it is registered and the session's log-in is
    ///   not an account itself.
    package func open(_ order: RequisitionOrder, by person: String = "") async throws -> RequisitionID {
        let details = order.details
        return try await pool.transaction { sql in
            let id: String = try sql.query(
                """
                INSERT INTO relecture.requisition (reference, authority, window_start, window_end, procedure, legal_basis,
                    officer, magistrate, is_flagrance, ordered_on, purpose, expires_at, seal, opened_by, service)
                SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::timestamptz, $13,
                    coalesce(p.login, session_user::text), coalesce(p.service, '')
                FROM (SELECT) AS one LEFT JOIN LATERAL (SELECT login, service FROM relecture.person
                    WHERE login IN (session_user::text, $14) ORDER BY login = session_user::text DESC LIMIT 1) p ON true
                RETURNING id::text
                """,
                [
                    order.reference, order.authority, order.window.start.stored, order.window.end.stored,
                    details.procedure, details.legalBasis, details.officer, details.magistrate, details.isFlagrance,
                    details.orderedOn, details.purpose, details.expires?.stored, details.seal, person,
                ]
            ).single().decode("id")
            try Database.storeScope(order, of: id, sql)
            try sql.execute("SELECT relecture.create_partitions($1::uuid)", [id])
            return RequisitionID(rawValue: id)
        }
    }

    static func storeScope(_ order: RequisitionOrder, of id: String, _ sql: PostgresSession) throws {
        try sql.execute(
            """
            INSERT INTO relecture.requisition_camera (requisition_id, camera)
            SELECT $1::uuid, camera FROM unnest($2::text[]) AS c (camera) ON CONFLICT DO NOTHING
            """, [id, order.cameras.map(\.rawValue)])
        try sql.execute("DELETE FROM relecture.requisition_window WHERE requisition_id = $1::uuid", [id])
        for window in order.windows {
            try sql.execute(
                """
                INSERT INTO relecture.requisition_window (requisition_id, starts_at, ends_at) VALUES ($1::uuid, $2, $3)
                """, [id, window.start.stored, window.end.stored])
        }
    }

    package func requisition(_ id: RequisitionID) async throws -> Requisition {
        try StorageError.check(id.rawValue, kind: "requisition")
        let found = try await pool.transaction { sql in
            try Database.requisitions(sql, where: "q.id = $1::uuid", [id.rawValue])
        }
        guard let requisition = found.first else {
            throw StorageError.unknown(kind: "requisition", id: id.rawValue)
        }
        return requisition
    }

    /// Returns all requisitions, newest first.
    package func requisitions() async throws -> [Requisition] {
        try await pool.transaction { sql in try Database.requisitions(sql, where: "true", []) }
    }

    /// Returns the cameras of a review: those its requisition covered when the review was started. Sorted.
    package func cameras(of review: ReviewID) async throws -> [CameraID] {
        try StorageError.check(review.rawValue, kind: "review")
        return try await pool.transaction { sql in
            try sql.query(
                "SELECT camera FROM relecture.review_camera WHERE review_id = $1::uuid", [review.rawValue]
            ).map { try $0.decode("camera") }
        }.sorted()
    }

    /// Returns the scope of a review: the windows its requisition covered when the review was planned. Sorted,
    /// disjoint.
    package func windows(of review: ReviewID) async throws -> [TimeSpan] {
        try StorageError.check(review.rawValue, kind: "review")
        return try await pool.transaction { try Database.windows(of: review, $0) }
    }

    package static func windows(of review: ReviewID, _ sql: PostgresSession) throws -> [TimeSpan] {
        try sql.query(
            "SELECT starts_at, ends_at FROM relecture.review_window WHERE review_id = $1::uuid ORDER BY starts_at",
            [review.rawValue]
        ).map { row in try TimeSpan.stored(row.decode("starts_at"), row.decode("ends_at")) }
    }

    package static func requisitions(
        _ sql: PostgresSession, where condition: String, _ values: [any PostgresEncodable]
    ) throws -> [Requisition] {
        try sql.query(
            """
            SELECT q.id::text AS id, reference, authority, window_start, window_end, state, procedure, legal_basis, officer, magistrate,
                is_flagrance, ordered_on, purpose, expires_at, seal,
                \(Database.hasExpired()) AS is_expired, ARRAY(SELECT c.camera
                    FROM relecture.requisition_camera c WHERE c.requisition_id = q.id ORDER BY c.camera) AS cameras,
                ARRAY(SELECT (extract(epoch FROM w.starts_at) * 1000000)::bigint FROM relecture.requisition_window w
                    WHERE w.requisition_id = q.id ORDER BY w.starts_at) AS starts,
                ARRAY(SELECT (extract(epoch FROM w.ends_at) * 1000000)::bigint FROM relecture.requisition_window w
                    WHERE w.requisition_id = q.id ORDER BY w.starts_at) AS ends
            FROM relecture.requisition q WHERE \(condition) AND EXISTS (SELECT FROM relecture.requisition_camera c
                WHERE c.requisition_id = q.id) ORDER BY q.opened_at DESC, q.id
            """, values
        ).map(Requisition.init)
    }
}

extension Requisition {
    fileprivate init(_ row: PostgresRow) throws {
        var details = RequisitionDetails()
        details.procedure = try row.decode("procedure")
        details.legalBasis = try row.decode("legal_basis")
        details.officer = try row.decode("officer")
        details.magistrate = try row.decode("magistrate")
        details.isFlagrance = try row.decode("is_flagrance")
        details.orderedOn = try row.decode("ordered_on")
        details.purpose = try row.decode("purpose")
        let expires: PostgresTimestamp? = try row.decode("expires_at")
        details.expires = expires?.timestamp
        details.seal = try row.decode("seal")
        let cameras: [String] = try row.decode("cameras")
        var windows = try TimeSpan.windows(row.decode("starts"), row.decode("ends"))
        let state: State = try row.decode("state")
        // Erased requisitions cover nothing; ignore leftover columns.
        if state == .erased {
            windows = [try TimeSpan.stored(row.decode("window_start"), row.decode("window_end"))]
            details = RequisitionDetails()
        }
        self.init(
            id: try row.decode("id"),
            order: try RequisitionOrder(
                reference: row.decode("reference"), authority: row.decode("authority"),
                cameras: cameras.map(CameraID.init(rawValue:)),
                windows: windows, details: details),
            state: state, isExpired: try row.decode("is_expired"))
    }
}
