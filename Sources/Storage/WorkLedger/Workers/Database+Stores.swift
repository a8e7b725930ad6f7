import Postgres
import Schema

/// A footage store and its usage.
package struct StoreStatus: Hashable, Sendable {
    package let name: String
    /// Number of chunks that may run at once; nil: no limit but the number of slots.
    package let limit: Int?
    package let running: Int
    /// Number of catalogued files in it.
    package let recordings: Int
}

extension Database {
    /// Sets how many chunks of a store may run at once; nil removes the limit. Running chunks continue.
    package func limit(store name: String, to limit: Int?) async throws {
        _ = try await pool.transaction { sql in
            if let limit {
                try sql.execute(
                    """
                    INSERT INTO relecture.store (name, running_limit) VALUES ($1, $2)
                    ON CONFLICT (name) DO UPDATE SET running_limit = $2
                    """, [name, limit])
            } else {
                try sql.execute("DELETE FROM relecture.store WHERE name = $1", [name])
            }
        }
    }

    package func stores() async throws -> [StoreStatus] {
        try await pool.transaction { sql in
            try sql.query(
                """
                SELECT n.name, s.running_limit, coalesce(f.count, 0) AS recordings,
                    (SELECT count(*) FROM relecture.chunk c WHERE c.state = 'running' AND c.store = n.name) AS running
                FROM (SELECT name FROM relecture.store UNION SELECT store FROM relecture.recording) n
                LEFT JOIN relecture.store s ON s.name = n.name
                LEFT JOIN (SELECT store, count(*) AS count FROM relecture.recording GROUP BY store) f ON f.store = n.name
                ORDER BY n.name
                """
            ).map { row in
                StoreStatus(
                    name: try row.decode("name"), limit: try row.decode("running_limit"),
                    running: try row.decode("running"), recordings: try row.decode("recordings"))
            }
        }
    }
}
