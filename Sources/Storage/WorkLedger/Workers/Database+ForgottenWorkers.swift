import Postgres
import Schema

extension Database {
    /// Removes a worker that will not return from all lists and counts. Totals keep what it has done. If it is started
    /// again under its name, it is an ordinary worker.
    package func forget(worker name: String) async throws {
        try await pool.transaction { sql in
            // Lock: a worker that returns meanwhile waits, and is up afterwards.
            let row = try sql.query(
                """
                SELECT \(Database.isUp()) AS lives, relecture.has_work(name) AS has_work
                FROM relecture.worker w WHERE name = $1 AND state <> 'forgotten' FOR UPDATE
                """, [name]
            ).first
            guard let row else { throw StorageError.unknown(kind: "worker", id: name) }
            if try row.decode("lives", as: Bool.self) {
                throw StorageError.wrongState(
                    "the worker \"\(name)\" is up, or was within the last minute: stop its process first; if you "
                        + "drain it before, it finishes its work")
            }
            if try row.decode("has_work", as: Bool.self) {
                throw StorageError.wrongState(
                    "the worker \"\(name)\" still holds work: try again once its leases have expired and a running "
                        + "coordinator has taken the work back")
            }
            try sql.execute(
                """
                UPDATE relecture.worker SET state = 'forgotten', busy = 0, desired = 'work', drain_until = NULL
                WHERE name = $1
                """, [name])
        }
    }

    /// Microseconds of footage reviewed by all workers, including forgotten ones. It never falls.
    static func footageDone(_ sql: PostgresSession) throws -> Int64 {
        let sum: Int64? = try sql.value(
            "SELECT coalesce((extract(epoch FROM sum(footage_done)) * 1000000)::bigint, 0) FROM relecture.worker")
        return sum ?? 0
    }
}
