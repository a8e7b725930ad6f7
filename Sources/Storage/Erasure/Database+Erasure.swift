import Catalogue
package import Chronology
import Footage
import Planning
import Postgres
package import Requisitions
import Schema
import WorkLedger

/// The steps of erasing a requisition. Each can be called again after an interruption, and then finishes the remaining
/// work.
extension Database {
    /// Throws unless this log-in has the rights an erasure needs: dropping partitions and rewriting tables.
    package func requireOwner() async throws {
        let (owner, login, isOwner) = try await pool.transaction { sql in
            let row = try sql.query(
                """
                SELECT pg_get_userbyid(datdba)::text AS owner, current_user::text AS login,
                    pg_has_role(current_user, datdba, 'USAGE')
                        AND pg_has_role(current_user, (SELECT relowner FROM pg_class
                            WHERE oid = 'relecture.tracklet'::regclass), 'USAGE') AS is_owner
                FROM pg_database WHERE datname = current_database()
                """
            ).single()
            return (
                try row.decode("owner", as: String.self), try row.decode("login", as: String.self),
                try row.decode("is_owner", as: Bool.self)
            )
        }
        guard isOwner else {
            throw StorageError.wrongState(
                "erasing takes the owner of the database, \(owner), but this log-in is \(login): "
                    + "give the owner's URL with RELECTURE_DATABASE_URL or --database-url")
        }
    }

    /// Orders an erasure: stops running work and records what there is to erase. Returns the current record if the
    /// erasure is already under way.
    ///
    /// - Parameters:
    ///   - order: who ordered it; required unless the requisition is closed, has expired or is scheduled and due.
    ///   - person: the account that runs it.
    package func beginErasure(_ id: RequisitionID, order: String?, by person: String) async throws -> ErasureRecord {
        _ = try await requisition(id)
        try await pool.transaction { sql in
            try sql.limitStatements(to: .seconds(600))
            let row = try sql.query(
                """
                SELECT q.state, e.step, e.scheduled_by, coalesce(e.due_at <= now(), false) AS is_due,
                    \(Database.hasExpired()) AS has_expired
                FROM relecture.requisition q LEFT JOIN relecture.erasure e ON e.requisition = q.id
                WHERE q.id = $1::uuid FOR UPDATE OF q
                """, [id.rawValue]
            ).single()
            let state: Requisition.State = try row.decode("state")
            let step: String? = try row.decode("step")
            guard state != .erased, step == nil || step == "scheduled" || step == "ordered" else { return }
            let scheduledBy: String? = try row.decode("scheduled_by")
            let cause: String
            if order != nil {
                cause = "order"
            } else if try row.decode("is_due", as: Bool.self) {
                cause = "schedule"
            } else if state == .closed {
                cause = "closure"
            } else if try row.decode("has_expired", as: Bool.self) {
                cause = "expiry"
            } else {
                throw StorageError.wrongState(
                    "requisition \(id) is \(state): close it first with `relecture requisition close`, "
                        + "or name who ordered the erasure with --order")
            }
            try Database.stopEverything(under: id, sql)
            try sql.execute(
                """
                INSERT INTO relecture.erasure AS e (requisition, step, cause, ordered_by, started_at, due_at)
                SELECT id, 'ordered', $2, $3, now(), CASE WHEN expires_at <= now() THEN expires_at END
                FROM relecture.requisition WHERE id = $1::uuid
                ON CONFLICT (requisition) DO UPDATE SET step = 'ordered', cause = coalesce(e.cause, excluded.cause),
                    ordered_by = coalesce(e.ordered_by, excluded.ordered_by), started_at = coalesce(e.started_at, now()),
                    due_at = coalesce(e.due_at, excluded.due_at)
                """, [id.rawValue, cause, order ?? scheduledBy ?? person])
            try Database.takeStock(of: id, sql)
        }
        guard let record = try await erasure(of: id) else {
            throw StorageError.wrongState("requisition \(id) was erased, but its record and certificate are missing")
        }
        return record
    }

    /// Stops all work under a requisition. From here on no worker can complete one of its chunks.
    private static func stopEverything(under id: RequisitionID, _ sql: PostgresSession) throws {
        try sql.execute(
            "UPDATE relecture.requisition SET state = 'closed' WHERE id = $1::uuid AND state <> 'closed'", [id.rawValue]
        )
        let running = try sql.query(
            "SELECT id::text AS id FROM relecture.review WHERE requisition_id = $1::uuid AND finished_at IS NULL",
            [id.rawValue])
        for row in running { _ = try Database.cancel(try row.decode("id"), sql) }
    }

    /// Stores what the register and the certificate need once the rows are gone.
    private static func takeStock(of id: RequisitionID, _ sql: PostgresSession) throws {
        try sql.execute(
            """
            UPDATE relecture.erasure SET
                cameras = (SELECT count(*) FROM relecture.requisition_camera WHERE requisition_id = $1::uuid),
                reviews = ARRAY(SELECT id FROM relecture.review WHERE requisition_id = $1::uuid ORDER BY created_at, id),
                footage = coalesce((SELECT jsonb_agg(DISTINCT jsonb_build_object('sha256', encode(sha256, 'hex'),
                    'size', size)) FROM relecture.recording WHERE requisition_id = $1::uuid), '[]'),
                reviewed = coalesce((SELECT jsonb_object_agg(month, length) FROM (
                    SELECT to_char(finished_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month,
                        sum(extract(epoch FROM ends_at - starts_at) * 1000000)::bigint AS length
                    FROM relecture.chunk WHERE requisition_id = $1::uuid AND state = 'done' GROUP BY 1) m), '{}')
            WHERE requisition = $1::uuid AND step = 'ordered'
            """, [id.rawValue])
    }

    /// Records that a step was completed, and its results. Another run may already be further.
    ///
    /// - Parameters:
    ///   - tickets: how many more tickets were removed from the queues.
    ///   - leftovers: JSON.
    package func reached(
        _ step: ErasureRecord.Step, of id: RequisitionID, tickets: Int = 0, leftovers: String? = nil
    ) async throws {
        _ = try await pool.transaction { sql in
            try sql.execute(
                """
                UPDATE relecture.erasure SET step = $2, tickets = tickets + $3, leftovers = coalesce($4::jsonb, leftovers)
                WHERE requisition = $1::uuid AND array_position($5::text[], step) <= array_position($5::text[], $2)
                """, [id.rawValue, step.rawValue, tickets, leftovers, ErasureRecord.Step.allCases.map(\.rawValue)])
        }
    }

    /// Completes the erasure.
    package func finishErasure(of id: RequisitionID, certificate: String) async throws {
        _ = try await pool.transaction { sql in
            try sql.execute(
                """
                UPDATE relecture.erasure SET step = 'done', finished_at = coalesce(finished_at, now()), certificate = $2
                WHERE requisition = $1::uuid AND step <> 'done'
                """, [id.rawValue, certificate])
        }
    }

    /// Schedules the erasure of a requisition, replacing an earlier date.
    package func scheduleErasure(of id: RequisitionID, on due: Timestamp, by whom: String) async throws {
        let requisition = try await requisition(id)
        let changed = try await pool.transaction { sql in
            try sql.execute(
                """
                INSERT INTO relecture.erasure AS e (requisition, step, due_at, scheduled_by)
                SELECT id, 'scheduled', $2, $3 FROM relecture.requisition WHERE id = $1::uuid AND state <> 'erased'
                ON CONFLICT (requisition) DO UPDATE SET due_at = excluded.due_at, scheduled_by = excluded.scheduled_by
                WHERE e.step = 'scheduled'
                """, [id.rawValue, due.stored, whom])
        }
        guard changed == 1 else {
            throw StorageError.wrongState(
                "the erasure of requisition \(id) is already \(requisition.state == .erased ? "done" : "under way")")
        }
    }
}
