import Postgres
import Schema

extension Database {
    /// Takes a worker that does not come back off all lists and counts. What it has done stays in the sums; started
    /// again under its name, it is a worker like any other.
    package func forget(worker name: String) async throws {
        try await pool.transaction { sql in
            // Locked: whoever comes back meanwhile waits, and is up afterwards.
            let row = try sql.query(
                """
                SELECT \(Database.isUp()) AS lives, relecture.has_work(name) AS has_work
                FROM relecture.worker w WHERE name = $1 AND state <> 'forgotten' FOR UPDATE
                """, [name]
            ).first
            guard let row else { throw StorageError.unknown(kind: "worker", id: name) }
            if try row.decode("lives", as: Bool.self) {
                throw StorageError.wrongState(
                    "the worker \"\(name)\" is up, or was a minute ago: stop its process first; drained before, it "
                        + "finishes what it has")
            }
            if try row.decode("has_work", as: Bool.self) {
                throw StorageError.wrongState(
                    "the worker \"\(name)\" still holds work: it goes to others when its lease ends and a coordinator runs, "
                        + "then forget the worker")
            }
            try sql.execute(
                """
                UPDATE relecture.worker SET state = 'forgotten', busy = 0, desired = 'work', drain_until = NULL
                WHERE name = $1
                """, [name])
        }
    }

    /// Microseconds of footage that all workers have reviewed, the forgotten ones too: it never falls.
    static func footageDone(_ sql: PostgresSession) throws -> Int64 {
        let sum: Int64? = try sql.value(
            "SELECT coalesce((extract(epoch FROM sum(footage_done)) * 1000000)::bigint, 0) FROM relecture.worker")
        return sum ?? 0
    }
}
