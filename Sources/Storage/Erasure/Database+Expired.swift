package import Chronology
import Footage
import Postgres
package import Requisitions
import Schema

extension Database {
    /// Returns requisitions that are closed, or whose term has ended or ends within the given number of microseconds,
    /// and for which no erasure was ordered or scheduled. Closed requisitions without a term count as due now.
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
