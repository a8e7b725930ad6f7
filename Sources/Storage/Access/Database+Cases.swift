import Catalogue
package import Journal
import Postgres
package import Requisitions
import Schema

/// What an account named on the owner's connection may see. On an account's own connection, row policies enforce this.
extension Database {
    /// Returns the requisitions visible to an account; nil (all of them) if `person` is nil.
    package func cases(of person: String?) async throws -> Set<String>? {
        guard let person else { return nil }
        return try await pool.transaction { sql in
            Set(
                try sql.query("SELECT id::text AS id FROM relecture.requisitions_of($1) AS id", [person]).map {
                    try $0.decode("id", as: String.self)
                })
        }
    }

    /// Whether an account may access the subject of an act. Returns true if the subject does not exist: the act itself
    /// reports that.
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

    /// Assigns a requisition to an account, which may then see it and work under it as its roles allow.
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
            throw StorageError.unknown(kind: "account", id: person)
        }
    }

    /// Withdraws a requisition from an account. The account that opened it keeps access.
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
