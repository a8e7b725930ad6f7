import Footage
package import Planning
import Postgres
import Schema

extension Database {
    /// Returns every attempt at the chunks, in order: the evidence behind retries and quarantine.
    package func attempts(of chunks: [ChunkID]) async throws -> [AttemptRecord] {
        guard !chunks.isEmpty else { return [] }
        return try await pool.transaction { sql in
            try sql.query(
                """
                SELECT chunk_id, epoch, worker, host, build, started_at, finished_at, outcome, detail, class, reason,
                    exit_code, signal, log, progress, peak_memory, processor_time, files
                FROM relecture.attempt WHERE chunk_id = ANY ($1::bigint[]) ORDER BY chunk_id, epoch
                """, [chunks]
            ).map(AttemptRecord.init)
        }
    }

    /// Records how an attempt failed.
    static func keep(_ evidence: FailureEvidence, of claim: ChunkClaim, _ sql: PostgresSession) throws {
        try sql.execute(
            """
            UPDATE relecture.attempt SET class = $3, reason = $4, exit_code = $5, signal = $6, log = $7, progress = $8,
                peak_memory = $9, processor_time = $10, files = $11
            WHERE chunk_id = $1 AND epoch = $2
            """,
            [
                claim.chunk, claim.epoch, evidence.kind.rawValue, evidence.reason, evidence.exitCode, evidence.signal,
                evidence.log.joined(separator: "\n"), evidence.done, evidence.peakMemory, evidence.processorTime,
                evidence.files.joined(separator: " "),
            ])
    }
}

extension AttemptRecord {
    fileprivate init(_ row: PostgresRow) throws {
        self.init(
            chunk: try row.decode("chunk_id"), epoch: try row.decode("epoch"), worker: try row.decode("worker"),
            host: try row.decode("host"), build: try row.decode("build"),
            started: try (row.decode("started_at") as PostgresTimestamp).timestamp,
            finished: try (row.decode("finished_at") as PostgresTimestamp?)?.timestamp,
            outcome: try row.decode("outcome"), detail: try row.decode("detail"),
            evidence: try FailureEvidence(row))
    }
}

extension FailureEvidence {
    fileprivate init?(_ row: PostgresRow) throws {
        guard let kind = try row.decode("class") as FailureKind? else { return nil }
        self.init(kind, reason: try row.decode("reason") ?? "", detail: try row.decode("detail") ?? "")
        exitCode = try row.decode("exit_code")
        signal = try row.decode("signal")
        log = try (row.decode("log") as String? ?? "").split(separator: "\n").map(String.init)
        done = try row.decode("progress") ?? 0
        peakMemory = try row.decode("peak_memory") ?? 0
        processorTime = try row.decode("processor_time") ?? 0
        files = try (row.decode("files") as String? ?? "").split(separator: " ").map(String.init)
    }
}
