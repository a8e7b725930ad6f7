import Postgres
package import Requisitions
import Schema

extension Database {
    /// Replaces the cameras' names: a requisition without cameras could not be listed.
    package static let erasedCamera = "(erased)"

    /// Drops the partitions that hold this requisition's rows only, deletes its other rows, and blanks its own row.
    ///
    /// A later call deletes rows written since by sessions that do not check the requisition's state.
    package func eraseRows(of id: RequisitionID) async throws {
        guard let record = try await erasure(of: id), record.step >= .ordered else {
            throw StorageError.wrongState("no erasure of requisition \(id) has been ordered: nothing was deleted")
        }
        try await dropPartitions(of: id)
        try await waitingForLocks {
            try await pool.transaction { sql in
                try Database.prepare(sql)
                let state: String? = try sql.value(
                    "SELECT state FROM relecture.requisition WHERE id = $1::uuid FOR UPDATE", [id.rawValue])
                let isLate = state == "erased"
                var found = 0
                for deletion in try Database.erasurePlan(sql).deletions
                where !isLate || deletion.table != "relecture.requisition_camera" {
                    let count = try sql.execute(
                        "DELETE FROM \(deletion.table) WHERE \(deletion.condition)", [[id.rawValue]])
                    try Database.add(count, of: deletion.table, to: id, sql)
                    found += count
                }
                if isLate {
                    guard found > 0 else { return }
                    // Their pages must be rewritten, too.
                    try sql.execute(
                        """
                        UPDATE relecture.erasure SET step = 'rows'
                        WHERE requisition = $1::uuid AND step IN ('tickets', 'space')
                        """, [id.rawValue])
                    return
                }
                try sql.execute(
                    "INSERT INTO relecture.requisition_camera (requisition_id, camera) VALUES ($1::uuid, $2)",
                    [id.rawValue, Database.erasedCamera])
                try sql.execute(
                    """
                    UPDATE relecture.erasure SET step = 'rows', kept_columns = relecture.scrub_requisition($1::uuid)
                    WHERE requisition = $1::uuid
                    """, [id.rawValue])
                try sql.execute("UPDATE relecture.requisition SET state = 'erased' WHERE id = $1::uuid", [id.rawValue])
            }
        }
    }

    /// Drops one partition at a time: the lock on the parent blocks the workers of all other requisitions.
    private func dropPartitions(of id: RequisitionID) async throws {
        while true {
            // Count before locking: the partition no longer changes, and counting a large one takes long.
            let next = try await pool.transaction { sql -> (parent: String, name: String, rows: Int)? in
                try Database.prepare(sql)
                guard let next = try Database.partitions(of: id.rawValue, sql).first else { return nil }
                return (next.parent, next.name, try sql.value("SELECT count(*) FROM \(next.name)") ?? 0)
            }
            guard let next else { return }
            try await waitingForLocks {
                try await pool.transaction { sql in
                    try Database.prepare(sql)
                    // Lock the parent first, in the same order as every writer that goes through it.
                    try sql.execute("LOCK TABLE ONLY \(next.parent), \(next.name) IN ACCESS EXCLUSIVE MODE")
                    try sql.execute("DROP TABLE \(next.name)")
                    try Database.add(next.rows, of: next.parent, to: id, sql)
                    try sql.execute(
                        "UPDATE relecture.erasure SET partitions = partitions + 1 WHERE requisition = $1::uuid",
                        [id.rawValue])
                }
            }
        }
    }

    /// Removes the time limit, and makes row policies that would hide rows raise an error instead.
    static func prepare(_ sql: PostgresSession) throws {
        try sql.limitStatements(to: nil)
        try sql.execute("SET LOCAL row_security = off")
    }

    private static func add(_ count: Int, of table: String, to id: RequisitionID, _ sql: PostgresSession) throws {
        guard count > 0 else { return }
        try sql.execute(
            """
            UPDATE relecture.erasure SET
                rows = rows || jsonb_build_object($2::text, coalesce((rows ->> $2)::bigint, 0) + $3::bigint)
            WHERE requisition = $1::uuid
            """, [id.rawValue, table, count])
    }

    /// Retries while another session holds a lock: waiting long for a lock blocks every session that queues behind.
    func waitingForLocks<Value: Sendable>(
        atMost limit: Duration = .seconds(120), _ body: () async throws -> Value
    ) async throws -> Value {
        let end = ContinuousClock.now + limit
        while true {
            do {
                return try await body()
            } catch let error as PostgresError where error.sqlState == "55P03" && ContinuousClock.now < end {
                try await Task.sleep(for: .milliseconds(500))
            }
        }
    }

    /// Returns how many rows of a requisition each table still has. Omits tables with none.
    package func remains(of id: RequisitionID) async throws -> [(table: String, rows: Int)] {
        try await pool.transaction { sql in
            try Database.prepare(sql)
            var found: [(table: String, rows: Int)] = []
            for deletion in try Database.erasurePlan(sql).deletions {
                let isNamed = deletion.table == "relecture.requisition_camera"
                let count: Int? = try sql.value(
                    "SELECT count(*) FROM \(deletion.table) WHERE (\(deletion.condition))"
                        + (isNamed ? " AND camera <> '\(Database.erasedCamera)'" : ""), [[id.rawValue]])
                if let count, count > 0 { found.append((deletion.table, count)) }
            }
            let partitions = try Database.partitions(of: id.rawValue, sql)
            return found + partitions.map { ("partition \($0.name)", 0) }
        }
    }
}
