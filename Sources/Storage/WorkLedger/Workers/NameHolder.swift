import Postgres
import Schema

/// The process that currently works under a worker's name.
package struct NameHolder: Sendable {
    package let host: String
    package let pid: Int
    /// Whether it was heard from within a minute and has not stopped.
    package let lives: Bool
}

extension Database {
    /// Returns the process that holds a worker's name; nil if there is none.
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
