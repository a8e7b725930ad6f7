package import Chronology
package import Footage
import Postgres
package import Requisitions
import Schema

/// Extensions of requisitions, and requisitions with the same scope.
extension Database {
    /// Prolongs or widens a requisition, and records who ordered it and why. Concurrent extensions add up.
    package func extend(
        _ id: RequisitionID, cameras: [CameraID], windows: [TimeSpan], expires: Timestamp?, by person: String,
        orderedBy: String, because reason: String, changes: String
    ) async throws {
        try StorageError.check(id.rawValue, kind: "requisition")
        try await pool.transaction { sql in
            try sql.execute("SELECT FROM relecture.requisition WHERE id = $1::uuid FOR UPDATE", [id.rawValue])
            guard let before = try Database.requisitions(sql, where: "q.id = $1::uuid", [id.rawValue]).first else {
                throw StorageError.unknown(kind: "requisition", id: id.rawValue)
            }
            guard before.state == .open || before.state == .suspended else {
                throw StorageError.wrongState("requisition \(id) is neither open nor suspended: it cannot be extended")
            }
            let order = try before.order.extended(cameras: cameras, windows: windows, expires: expires)
            // Otherwise material that the new expiry retains would be erased on the date scheduled earlier.
            let due: PostgresTimestamp? = try sql.value(
                "SELECT due_at FROM relecture.erasure WHERE requisition = $1::uuid AND step = 'scheduled'",
                [id.rawValue])
            if let due = due?.timestamp, let expires, due < expires {
                throw StorageError.wrongState(
                    """
                    requisition \(id) is to be erased on \(due), before the new expiry: have a magistrate reschedule \
                    the erasure first (`relecture erase schedule`)
                    """)
            }
            try sql.execute(
                """
                UPDATE relecture.requisition SET window_start = $2, window_end = $3, expires_at = $4 WHERE id = $1::uuid
                """,
                [id.rawValue, order.window.start.stored, order.window.end.stored, order.details.expires?.stored])
            try Database.storeScope(order, of: id.rawValue, sql)
            try sql.execute(
                """
                INSERT INTO relecture.requisition_extension (requisition_id, person, ordered_by, reason, changes)
                VALUES ($1::uuid, $2, $3, $4, $5)
                """, [id.rawValue, person, orderedBy, reason, changes])
        }
    }

    /// Returns the extensions in the order they were recorded.
    package func extensions(of id: RequisitionID) async throws -> [RequisitionExtension] {
        try await pool.transaction { sql in
            try sql.query(
                """
                SELECT at, person, ordered_by, reason, changes FROM relecture.requisition_extension
                WHERE requisition_id = $1::uuid ORDER BY id
                """, [id.rawValue]
            ).map { row in
                let at: PostgresTimestamp = try row.decode("at")
                return RequisitionExtension(
                    at: at.timestamp, person: try row.decode("person"), orderedBy: try row.decode("ordered_by"),
                    reason: try row.decode("reason"), changes: try row.decode("changes"))
            }
        }
    }

    /// Returns other open requisitions with the same reference, cameras and windows.
    package func twins(of id: RequisitionID) async throws -> [RequisitionID] {
        let this = try await requisition(id)
        let namesakes = try await pool.transaction { sql in
            try Database.requisitions(
                sql, where: "q.state = 'open' AND q.reference = $1 AND q.id <> $2::uuid",
                [this.order.reference, id.rawValue])
        }
        return namesakes.filter {
            $0.order.cameras == this.order.cameras && $0.order.windows == this.order.windows
        }.map(\.id)
    }
}

/// One extension of a requisition: what it prolonged or widened, who ordered it, and why.
package struct RequisitionExtension: Hashable, Sendable {
    package let at: Timestamp
    /// The account that entered it.
    package let person: String
    package let orderedBy: String
    package let reason: String
    /// A description of what was added.
    package let changes: String
}
