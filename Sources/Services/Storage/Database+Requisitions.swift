import Footage
import Postgres
package import Requisitions

extension Database {
    /// Opens a requisition and makes the partitions that its results will go to.
    package func open(_ order: RequisitionOrder) async throws -> RequisitionID {
        try await pool.transaction { sql in
            let id: String = try sql.query(
                """
                INSERT INTO relecture.requisition (reference, authority, window_start, window_end)
                VALUES ($1, $2, $3, $4) RETURNING id::text
                """,
                [order.reference, order.authority, order.window.start.stored, order.window.end.stored]
            ).single().decode("id")
            for camera in order.cameras {
                try sql.execute(
                    "INSERT INTO relecture.requisition_camera (requisition_id, camera) VALUES ($1::uuid, $2)",
                    [id, camera.rawValue])
            }
            try sql.execute("SELECT relecture.create_partitions($1::uuid)", [id])
            return RequisitionID(rawValue: id)
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

    /// The newest first.
    package func requisitions() async throws -> [Requisition] {
        try await pool.transaction { sql in try Database.requisitions(sql, where: "true", []) }
    }

    /// Ends what is allowed under a requisition; its running reviews are cancelled, for nobody could finish them.
    package func close(_ id: RequisitionID) async throws {
        guard try await requisition(id).state != .erased else {
            throw StorageError.wrongState("requisition \(id) was erased: nothing is left to close")
        }
        let changed = try await pool.transaction { sql in
            let changed = try sql.execute(
                "UPDATE relecture.requisition SET state = 'closed' WHERE id = $1::uuid", [id.rawValue])
            let running = try sql.query(
                "SELECT id::text AS id FROM relecture.review WHERE requisition_id = $1::uuid AND finished_at IS NULL",
                [id.rawValue])
            for row in running { _ = try Database.cancel(ReviewID(rawValue: try row.decode("id")), sql) }
            return changed
        }
        guard changed == 1 else { throw StorageError.unknown(kind: "requisition", id: id.rawValue) }
    }

    private static func requisitions(
        _ sql: PostgresSession, where condition: String, _ values: [any PostgresEncodable]
    ) throws -> [Requisition] {
        try sql.query(
            """
            SELECT q.id::text AS id, reference, authority, window_start, window_end, state,
                array_agg(c.camera ORDER BY c.camera) AS cameras
            FROM relecture.requisition q JOIN relecture.requisition_camera c ON c.requisition_id = q.id
            WHERE \(condition) GROUP BY q.id ORDER BY q.opened_at DESC, q.id
            """, values
        ).map { row in
            let cameras: [String] = try row.decode("cameras")
            let state: String = try row.decode("state")
            let start: PostgresTimestamp = try row.decode("window_start")
            let end: PostgresTimestamp = try row.decode("window_end")
            let order = try RequisitionOrder(
                reference: row.decode("reference"), authority: row.decode("authority"),
                cameras: cameras.map(CameraID.init(rawValue:)), from: start.timestamp, to: end.timestamp)
            return Requisition(
                id: RequisitionID(rawValue: try row.decode("id")), order: order,
                state: Requisition.State(rawValue: state) ?? .closed)
        }
    }
}
