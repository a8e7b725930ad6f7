import Postgres
import Schema

/// The process that works under a worker's name.
package struct NameHolder: Sendable {
    package let host: String
    package let pid: Int
    /// Whether it was heard of within a minute and has not stopped.
    package let lives: Bool
}

extension Database {
    /// Who has a worker's name now; nil when nobody does.
    package func holder(of name: String) async throws -> NameHolder? {
        try await pool.transaction { sql in
            try sql.query(
                """
                SELECT host, pid::bigint AS pid, \(Database.isUp()) AS lives
                FROM relecture.worker w WHERE name = $1
                """, [name]
            ).first.map { row in
                NameHolder(host: try row.decode("host"), pid: try row.decode("pid"), lives: try row.decode("lives"))
            }
        }
    }
}
