package import Chronology
package import Footage
import Postgres
package import Requisitions
import Schema

extension Database {
    /// Records what a camera's clock showed at a true time, replacing an anchor with the same shown time.
    ///
    /// - Throws: a ``StorageError`` if the camera's clock would have run backwards relative to another anchor.
    package func set(_ anchor: ClockAnchor, ofCamera camera: CameraID, in requisition: RequisitionID) async throws {
        try await pool.transaction { sql in
            // Lock: two people may add anchors at once that are each valid alone but contradict each other.
            try sql.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0))",
                [requisition.rawValue, camera.rawValue])
            let clock = try Database.clocks(in: requisition, ofCamera: camera, sql)[camera]
            if let other = clock?.anchor(contradicting: anchor) {
                throw StorageError.wrongState(
                    """
                    camera \(camera) showed \(other.shown) at \(other.trueTime), so it cannot have shown \(anchor.shown) at \
                    \(anchor.trueTime): correct this anchor, or remove the other one with `relecture clock remove`
                    """)
            }
            try sql.execute(
                """
                INSERT INTO relecture.clock_anchor (requisition_id, camera, shown, true_at, uncertainty, source)
                VALUES ($1::uuid, $2, $3, $4, $5::bigint * interval '1 microsecond', $6)
                ON CONFLICT (requisition_id, camera, shown) DO UPDATE SET true_at = excluded.true_at,
                    uncertainty = excluded.uncertainty, source = excluded.source, set_at = now()
                """,
                [
                    requisition.rawValue, camera.rawValue, anchor.shown.stored, anchor.trueTime.stored,
                    anchor.uncertainty, anchor.source,
                ])
        }
    }

    /// Removes an anchor. Returns false if there is none for this shown time.
    package func removeAnchor(
        shown: Timestamp, ofCamera camera: CameraID, in requisition: RequisitionID
    ) async throws -> Bool {
        try await pool.transaction { sql in
            try sql.execute(
                "DELETE FROM relecture.clock_anchor WHERE requisition_id = $1::uuid AND camera = $2 AND shown = $3",
                [requisition.rawValue, camera.rawValue, shown.stored]) == 1
        }
    }

    /// Returns the clocks of all cameras that have anchors.
    package func clocks(in requisition: RequisitionID) async throws -> [CameraID: CameraClock] {
        try await pool.transaction { sql in try Database.clocks(in: requisition, sql) }
    }

    private static func clocks(
        in requisition: RequisitionID, ofCamera camera: CameraID? = nil, _ sql: PostgresSession
    ) throws -> [CameraID: CameraClock] {
        let rows = try sql.query(
            """
            SELECT camera, shown, true_at, (extract(epoch FROM uncertainty) * 1000000)::bigint AS uncertainty, source
            FROM relecture.clock_anchor WHERE requisition_id = $1::uuid AND ($2::text IS NULL OR camera = $2)
            """, [requisition.rawValue, camera?.rawValue])
        let anchors = try rows.map { row in
            let shown: PostgresTimestamp = try row.decode("shown")
            let trueTime: PostgresTimestamp = try row.decode("true_at")
            let anchor = ClockAnchor(
                shown: shown.timestamp, trueTime: trueTime.timestamp, uncertainty: try row.decode("uncertainty"),
                source: try row.decode("source"))
            return (camera: try row.decode("camera", as: CameraID.self), anchor: anchor)
        }
        return Dictionary(grouping: anchors, by: \.camera).mapValues { CameraClock(anchors: $0.map(\.anchor)) }
    }
}
