package import Footage
import Postgres

/// A worker as the cluster sees it.
package struct WorkerStatus: Sendable {
    package let name: String
    package let host: String
    package let build: String
    package let slots: Int
    package let busy: Int
    /// `up`, `draining`, `stopped`, or `silent` when it has not been heard of for a while.
    package let state: String
    package let lastSeen: Timestamp
    package let chunksDone: Int
    /// Microseconds of footage, and of slot time spent on it.
    package let footageDone: Int64
    package let busyTime: Int64
}

extension Database {
    /// Announces a worker. Chunks that an older process of the same name still held are free at once.
    package func register(_ worker: WorkerIdentity) async throws {
        try await pool.transaction { sql in
            try sql.execute(
                """
                INSERT INTO relecture.worker (name, incarnation, host, pid, build, slots)
                VALUES ($1, $2::uuid, $3, $4, $5, $6)
                ON CONFLICT (name) DO UPDATE SET incarnation = excluded.incarnation, host = excluded.host,
                    pid = excluded.pid, build = excluded.build, slots = excluded.slots, busy = 0, state = 'up',
                    started_at = now(), last_seen = now()
                """, [worker.name, worker.incarnation, worker.host, worker.pid, worker.build, worker.slots])
            try sql.execute(
                """
                WITH orphaned AS (
                    UPDATE relecture.chunk SET state = 'ready', lease_until = NULL, owner = NULL,
                        owner_incarnation = NULL, dispatched_at = NULL, progress = 0
                    WHERE state = 'running' AND owner = $1 AND owner_incarnation <> $2::uuid RETURNING id, epoch
                )
                UPDATE relecture.attempt a SET finished_at = now(), outcome = 'lost', detail = 'the worker was restarted'
                FROM orphaned WHERE a.chunk_id = orphaned.id AND a.epoch = orphaned.epoch
                """, [worker.name, worker.incarnation])
        }
    }

    /// Tells that a worker lives; answers what is wanted of it, or nil when another process took its name.
    package func beat(_ worker: WorkerIdentity, busy: Int) async throws -> WorkerWish? {
        try await pool.transaction { sql in
            try sql.query(
                """
                UPDATE relecture.worker SET last_seen = now(), busy = $3, state = 'up'
                WHERE name = $1 AND incarnation = $2::uuid RETURNING desired
                """, [worker.name, worker.incarnation, busy]
            ).first.map { row in
                let desired: String = try row.decode("desired")
                return WorkerWish(rawValue: desired) ?? .work
            }
        }
    }

    package func stop(_ worker: WorkerIdentity) async throws {
        try await pool.transaction { sql in
            _ = try sql.execute(
                """
                UPDATE relecture.worker SET state = 'stopped', busy = 0, last_seen = now()
                WHERE name = $1 AND incarnation = $2::uuid
                """, [worker.name, worker.incarnation])
        }
    }

    package func wish(_ wish: WorkerWish, of name: String) async throws {
        let changed = try await pool.transaction { sql in
            try sql.execute("UPDATE relecture.worker SET desired = $2 WHERE name = $1", [name, wish.rawValue])
        }
        guard changed == 1 else { throw StorageError.unknown(kind: "worker", id: name) }
    }

    package func workers() async throws -> [WorkerStatus] {
        try await pool.transaction { sql in
            try sql.query(
                """
                SELECT name, host, build, slots, busy, last_seen, chunks_done,
                    (extract(epoch FROM footage_done) * 1000000)::bigint AS footage,
                    (extract(epoch FROM busy_time) * 1000000)::bigint AS busy_time,
                    CASE WHEN state = 'stopped' THEN 'stopped' WHEN last_seen < now() - interval '60 s' THEN 'silent'
                        WHEN desired = 'drain' THEN 'draining' ELSE 'up' END AS state
                FROM relecture.worker ORDER BY name
                """
            ).map { row in
                let seen: PostgresTimestamp = try row.decode("last_seen")
                return WorkerStatus(
                    name: try row.decode("name"), host: try row.decode("host"), build: try row.decode("build"),
                    slots: try row.decode("slots"), busy: try row.decode("busy"), state: try row.decode("state"),
                    lastSeen: seen.timestamp, chunksDone: try row.decode("chunks_done"),
                    footageDone: try row.decode("footage"), busyTime: try row.decode("busy_time"))
            }
        }
    }
}
