package import Chronology
import Footage
import Postgres
import Schema

/// A worker as the cluster sees it.
package struct WorkerStatus: Sendable {
    package let name: String
    package let host: String
    package let build: String
    package let slots: Int
    package let busy: Int
    package let state: WorkerState
    /// When a draining worker hands back unfinished work; nil: it finishes it.
    package let drainUntil: Timestamp?
    /// The requested mode. A worker counts as drained when it is draining and not busy.
    package let wish: WorkerWish
    /// Of the tickets it takes.
    package let protocolVersion: Int
    /// Of the reviews whose chunks it claims.
    package let analysisVersion: Int
    package let lastSeen: Timestamp
    package let chunksDone: Int
    /// Microseconds of footage reviewed, and of slot time spent on it.
    package let footageDone: Int64
    package let busyTime: Int64
}

extension Database {
    /// Announces a worker. Frees chunks and checks still held by an older process of the same name. Returns the chunks.
    @discardableResult
    package func register(
        _ worker: WorkerIdentity, maximumAttempts: Int = RetryPolicy.maximumAttempts
    ) async throws -> [LostChunk] {
        try await pool.transaction { sql in
            try sql.execute(
                """
                INSERT INTO relecture.worker (name, incarnation, host, pid, build, slots, protocol, analysis_version)
                VALUES ($1, $2::uuid, $3, $4, $5, $6, $7, $8)
                ON CONFLICT (name) DO UPDATE SET incarnation = excluded.incarnation, host = excluded.host,
                    pid = excluded.pid, build = excluded.build, slots = excluded.slots, busy = 0, state = 'up',
                    protocol = excluded.protocol, analysis_version = excluded.analysis_version, started_at = now(), last_seen = now()
                """,
                [
                    worker.name, worker.incarnation, worker.host, worker.pid, worker.build, worker.slots,
                    worker.protocolVersion, worker.analysisVersion,
                ])
            try sql.execute(
                """
                UPDATE relecture.review_check SET failure = 'the worker was restarted',
                    \(Lease.check.retried(unless: "\(Lease.check.spent()) >= $3"))
                WHERE state = 'running' AND owner = $1 AND owner_incarnation <> $2::uuid
                """, [worker.name, worker.incarnation, RetryPolicy.budget(maximumAttempts)])
            return try sql.query(
                """
                WITH orphaned AS (
                    UPDATE relecture.chunk SET failure = 'the worker was restarted',
                        \(Lease.chunk.retried(unless: "spent >= $3"))
                    WHERE state = 'running' AND owner = $1 AND owner_incarnation <> $2::uuid
                    RETURNING id, review_id, epoch, state
                ), ended AS (
                    UPDATE relecture.attempt a SET finished_at = now(), outcome = 'lost',
                        detail = 'the worker was restarted'
                    FROM orphaned WHERE a.chunk_id = orphaned.id AND a.epoch = orphaned.epoch
                )
                SELECT id, review_id::text AS review, epoch, $1::text AS owner, state = 'quarantined' AS is_quarantined
                FROM orphaned ORDER BY id
                """, [worker.name, worker.incarnation, RetryPolicy.budget(maximumAttempts)]
            ).map(LostChunk.init)
        }
    }

    /// Reports that a worker is live. Returns the requested mode, or nil if another process took its name.
    package func beat(_ worker: WorkerIdentity, busy: Int) async throws -> WorkerWish? {
        try await pool.transaction { sql in
            try sql.query(
                """
                UPDATE relecture.worker SET last_seen = now(), busy = $3, state = 'up'
                WHERE name = $1 AND incarnation = $2::uuid
                RETURNING CASE WHEN desired = 'drain' AND drain_until <= now() THEN 'hand-back' ELSE desired END AS wish
                """, [worker.name, worker.incarnation, busy]
            ).first.map { row in
                try row.decode("wish")
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

    /// Sets a worker's mode. The worker learns it with its next beat, or at once through a hint.
    ///
    /// - Parameter deadline: how long a draining worker may continue its running chunks; nil: until they are done.
    package func wish(_ wish: WorkerWish, of name: String, within deadline: Duration? = nil) async throws {
        let changed = try await pool.transaction { sql in
            try sql.execute(
                """
                UPDATE relecture.worker SET desired = $2, drain_until = now() + make_interval(secs => $3::float8)
                WHERE name = $1 AND state <> 'forgotten'
                """, [name, wish == .work ? "work" : "drain", wish == .handBack ? 0 : deadline?.seconds])
        }
        guard changed == 1 else { throw StorageError.unknown(kind: "worker", id: name) }
    }

    /// Returns the number of slots of live workers that take work, by protocol version.
    package func slotsByProtocol() async throws -> [Int: Int] {
        try await pool.transaction { sql in
            let rows = try sql.query(
                """
                SELECT protocol::bigint AS protocol, sum(slots)::bigint AS slots FROM relecture.worker w
                WHERE \(Database.takesWork()) GROUP BY protocol
                """)
            return Dictionary(
                uniqueKeysWithValues: try rows.map { (try $0.decode("protocol"), try $0.decode("slots")) })
        }
    }

    /// Returns all workers that were not forgotten.
    package func workers() async throws -> [WorkerStatus] {
        try await pool.transaction { sql in
            try sql.query(
                """
                SELECT name, host, build, slots, busy, last_seen, chunks_done, desired, drain_until, protocol,
                    analysis_version,
                    (extract(epoch FROM footage_done) * 1000000)::bigint AS footage,
                    (extract(epoch FROM busy_time) * 1000000)::bigint AS busy_time,
                    CASE WHEN state = 'stopped' THEN 'stopped' WHEN \(Database.isSilent()) THEN 'silent'
                        WHEN desired = 'drain' THEN 'draining' ELSE 'up' END AS state
                FROM relecture.worker w WHERE state <> 'forgotten' ORDER BY name
                """
            ).map { row in
                let seen: PostgresTimestamp = try row.decode("last_seen")
                let until: PostgresTimestamp? = try row.decode("drain_until")
                return WorkerStatus(
                    name: try row.decode("name"), host: try row.decode("host"), build: try row.decode("build"),
                    slots: try row.decode("slots"), busy: try row.decode("busy"), state: try row.decode("state"),
                    drainUntil: until?.timestamp, wish: try row.decode("desired"),
                    protocolVersion: try row.decode("protocol"),
                    analysisVersion: try row.decode("analysis_version"), lastSeen: seen.timestamp,
                    chunksDone: try row.decode("chunks_done"),
                    footageDone: try row.decode("footage"), busyTime: try row.decode("busy_time"))
            }
        }
    }
}
