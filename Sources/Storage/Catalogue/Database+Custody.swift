package import Footage
import Postgres
package import Requisitions
import Schema

extension Database {
    /// Records how a file was delivered. Recording the same delivery twice has no effect.
    package func add(_ delivery: Delivery, of recording: RecordingID, by person: String) async throws {
        _ = try await pool.transaction { sql in
            try sql.execute(
                """
                INSERT INTO relecture.delivery (requisition_id, recording_id, original_name, delivered_by, delivered_at,
                    seal, medium, recorded_by)
                SELECT requisition_id, id, $2, $3, $4, $5, $6, $7 FROM relecture.recording WHERE id = $1::uuid
                ON CONFLICT DO NOTHING
                """,
                [
                    recording.rawValue, delivery.originalName, delivery.by, delivery.at?.stored, delivery.seal,
                    delivery.medium, person,
                ])
        }
    }

    /// Returns the deliveries of all files of a requisition, in the order they were recorded.
    package func deliveries(of requisition: RequisitionID) async throws -> [RecordedDelivery] {
        try await pool.transaction { sql in
            try sql.query(
                """
                SELECT recording_id::text AS recording, original_name, delivered_by, delivered_at, seal, medium,
                    recorded_at, recorded_by
                FROM relecture.delivery WHERE requisition_id = $1::uuid ORDER BY id
                """, [requisition.rawValue]
            ).map { row in
                let at: PostgresTimestamp? = try row.decode("delivered_at")
                let recorded: PostgresTimestamp = try row.decode("recorded_at")
                return RecordedDelivery(
                    recording: try row.decode("recording"),
                    delivery: Delivery(
                        originalName: try row.decode("original_name"), by: try row.decode("delivered_by"),
                        at: at?.timestamp, seal: try row.decode("seal"), medium: try row.decode("medium")),
                    recordedAt: recorded.timestamp, recordedBy: try row.decode("recorded_by"))
            }
        }
    }

    /// Returns the requisitions that the recordings belong to.
    package func requisitions(of recordings: [RecordingID]) async throws -> Set<RequisitionID> {
        try await pool.transaction { sql in
            let rows = try sql.query(
                "SELECT DISTINCT requisition_id::text AS id FROM relecture.recording WHERE id = ANY ($1::uuid[])",
                [recordings.map(\.rawValue)])
            return Set(try rows.map { try $0.decode("id") })
        }
    }

    /// Records an export that is about to be handed over.
    ///
    /// - Parameter digest: identifies the export; for a bag, the SHA-512 of its tag manifest.
    package func add(_ export: Export, of requisition: RequisitionID) async throws {
        _ = try await pool.transaction { sql in
            try sql.execute(
                """
                INSERT INTO relecture.export (requisition_id, kind, path, host, digest, recipient)
                VALUES ($1::uuid, $2, $3, $4, $5, $6)
                """,
                [requisition.rawValue, export.kind, export.path, export.host, export.digest, export.recipient])
        }
    }

    /// Records an export that is about to be written, whose digest is not known yet. Returns its number.
    package func begin(_ export: Export, of requisition: RequisitionID) async throws -> String {
        try await pool.transaction { sql in
            try sql.query(
                """
                INSERT INTO relecture.export (requisition_id, kind, path, host, digest, recipient)
                VALUES ($1::uuid, $2, $3, $4, '', $5) RETURNING id::text AS id
                """, [requisition.rawValue, export.kind, export.path, export.host, export.recipient]
            ).single().decode("id")
        }
    }

    /// Completes an export recorded by `begin`. Throws if the requisition was erased meanwhile: the export must not be
    /// published then.
    package func finish(_ export: String, digest: String) async throws {
        let changed = try await pool.transaction { sql in
            try sql.execute(
                "UPDATE relecture.export SET digest = $2 WHERE id = $1::uuid AND digest = ''", [export, digest])
        }
        guard changed == 1 else {
            throw StorageError.wrongState("the requisition was erased during the export: nothing was exported")
        }
    }

    /// Returns the exports of a requisition, oldest first. The digest of an unfinished export is empty.
    package func exports(of requisition: RequisitionID) async throws -> [Export] {
        try await pool.transaction { sql in
            try sql.query(
                """
                SELECT kind, path, host, digest, recipient FROM relecture.export WHERE requisition_id = $1::uuid
                ORDER BY made_at, id
                """, [requisition.rawValue]
            ).map { row in
                Export(
                    kind: try row.decode("kind"), path: try row.decode("path"), host: try row.decode("host"),
                    digest: try row.decode("digest"), recipient: try row.decode("recipient"))
            }
        }
    }
}
