import Postgres
package import Requisitions
import Schema

/// A file or folder exported from a requisition's material, as recorded at the time of export.
package struct ExportedFile: Hashable, Sendable {
    package let id: String
    package let kind: String
    package let path: String
    package let host: String
    /// SHA-256 or SHA-512 in hexadecimal; for a bag, the digest of its tag manifest.
    package let digest: String

    package init(id: String, kind: String, path: String, host: String, digest: String) {
        self.id = id
        self.kind = kind
        self.path = path
        self.host = host
        self.digest = digest
    }
}

extension Database {
    /// Replaces the record of an export with what became of it.
    ///
    /// - Parameter fate: a JSON object.
    package func settle(_ export: ExportedFile, of id: RequisitionID, as fate: String) async throws {
        _ = try await pool.transaction { sql in
            try Database.prepare(sql)
            let deleted = try sql.execute("DELETE FROM relecture.export WHERE id::text = $1", [export.id])
            guard deleted == 1 else { return }
            try sql.execute(
                "UPDATE relecture.erasure SET files = files || $2::jsonb WHERE requisition = $1::uuid",
                [id.rawValue, fate])
        }
    }

    /// Returns the exports that are not settled yet.
    package func exportedFiles(of id: RequisitionID) async throws -> [ExportedFile] {
        try await pool.transaction { sql in
            try sql.query(
                """
                SELECT id::text AS id, kind, path, host, digest FROM relecture.export
                WHERE requisition_id = $1::uuid ORDER BY made_at, id
                """, [id.rawValue]
            ).map { row in
                ExportedFile(
                    id: try row.decode("id"), kind: try row.decode("kind"), path: try row.decode("path"),
                    host: try row.decode("host"), digest: try row.decode("digest"))
            }
        }
    }
}
