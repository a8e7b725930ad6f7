import Postgres
import Schema

extension Database {
    /// Ends a failed attempt: the chunk waits for its next one, or is quarantined with this failure as its evidence.
    package func fail(
        _ claim: ChunkClaim, by worker: WorkerIdentity, detail: String, pause: Duration, maximumAttempts: Int,
        kind: FailureKind = .poison
    ) async throws {
        try await pool.transaction { sql in
            _ = try Database.fail(
                claim, by: worker, kind: kind, detail: detail, pause: pause, maximumAttempts: maximumAttempts, sql)
        }
    }

    /// Ends a failed attempt and stores the evidence of the failure.
    package func fail(
        _ claim: ChunkClaim, by worker: WorkerIdentity, evidence: FailureEvidence, pause: Duration,
        maximumAttempts: Int
    ) async throws {
        try await pool.transaction { sql in
            let isChanged = try Database.fail(
                claim, by: worker, kind: evidence.kind, detail: evidence.detail, pause: pause,
                maximumAttempts: maximumAttempts, sql)
            if isChanged { try Database.keep(evidence, of: claim, sql) }
        }
    }

    /// The single implementation of a failed attempt. Returns false, and changes nothing, if the chunk is not held by
    /// this attempt.
    ///
    /// A poison failure is final once another host has had one too. Another worker is not enough: all workers of one
    /// host share its bad memory.
    static func fail(
        _ claim: ChunkClaim, by worker: WorkerIdentity, kind: FailureKind, detail: String, pause: Duration,
        maximumAttempts: Int, _ sql: PostgresSession
    ) throws -> Bool {
        let isFailed = try Lease.chunk.fail(
            claim.held(by: worker), kind: kind, detail: detail, pause: pause, maximumAttempts: maximumAttempts,
            orIf: """
                $8 = 'poison' AND EXISTS (SELECT FROM relecture.attempt a WHERE a.chunk_id = k.id
                    AND a.epoch > k.counts_after AND a.class = 'poison' AND a.host <> $9)
                """, sql)
        if isFailed { try end(claim, as: .failed, detail: detail, kind: kind, sql) }
        return isFailed
    }
}
