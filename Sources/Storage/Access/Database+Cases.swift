import Catalogue
package import Journal
import Postgres
package import Requisitions
import Schema

/// What a person sees who is named on the owner's connection; for a connection of the person's own the policies see to
/// it.
extension Database {
    /// The requisitions that a person sees; nil person: all.
    package func cases(of person: String?) async throws -> Set<String>? {
        guard let person else { return nil }
        return try await pool.transaction { sql in
            Set(
                try sql.query("SELECT id::text AS id FROM relecture.requisitions_of($1) AS id", [person]).map {
                    try $0.decode("id", as: String.self)
                })
        }
    }

    /// Whether a person may touch what an act is about. What does not exist is told by the act itself.
    package func sees(_ subject: JournalSubject, _ person: String) async throws -> Bool {
        let requisition = subject.requisition
        let sees: Bool? = try await pool.transaction { sql in
            try sql.value(
                """
                SELECT NOT EXISTS (SELECT FROM relecture.requisition WHERE id::text = r.id)
                    OR r.id IN (SELECT seen::text FROM relecture.requisitions_of($2) AS seen)
                FROM (SELECT \(requisition.sql)) AS r (id)
                """, [requisition.value, person])
        }
        return sees ?? true
    }

    /// Lets a person see a requisition and work under it, as far as the person's roles allow.
    package func assign(_ requisition: RequisitionID, to person: String, by assigner: String) async throws {
        _ = try await self.requisition(requisition)
        do {
            try await pool.transaction { sql in
                _ = try sql.execute(
                    """
                    INSERT INTO relecture.assignment (requisition_id, login, assigned_by) VALUES ($1::uuid, $2, $3)
                    ON CONFLICT DO NOTHING
                    """, [requisition.rawValue, person, assigner])
            }
        } catch let error as PostgresError {
            guard error.sqlState == "23503" else { throw error }
            throw StorageError.unknown(kind: "person", id: person)
        }
    }

    /// Takes a requisition from a person; who opened it keeps it.
    package func withdraw(_ requisition: RequisitionID, from person: String) async throws {
        _ = try await self.requisition(requisition)
        let changed = try await pool.transaction { sql in
            try sql.execute(
                "DELETE FROM relecture.assignment WHERE requisition_id = $1::uuid AND login = $2",
                [requisition.rawValue, person])
        }
        guard changed == 1 else {
            throw StorageError.wrongState(
                "requisition \(requisition) is not assigned to \(person): nothing to take back")
        }
    }
}
