package import Chronology
import Footage
import Postgres
package import Requisitions
import Schema

extension Database {
    /// Requisitions that are closed, or whose term is over or ends within so many microseconds, and of whose erasure
    /// nobody has said anything yet; closed ones without a term count from now.
    package func expiring(
        within microseconds: Int64
    ) async throws -> [(requisition: RequisitionID, reference: String, at: Timestamp)] {
        try await pool.transaction { sql in
            try sql.query(
                """
                SELECT q.id::text AS id, q.reference, coalesce(q.expires_at, now()) AS at
                FROM relecture.requisition q LEFT JOIN relecture.erasure e ON e.requisition = q.id
                WHERE e.requisition IS NULL AND q.state <> 'erased'
                    AND (q.state = 'closed' OR q.expires_at <= now() + $1 * interval '1 microsecond')
                ORDER BY at, q.id
                """, [microseconds]
            ).map { row in
                (
                    try row.decode("id"), try row.decode("reference"),
                    try (row.decode("at") as PostgresTimestamp).timestamp
                )
            }
        }
    }
}
