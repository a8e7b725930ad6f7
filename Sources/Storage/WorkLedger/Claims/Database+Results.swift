package import Analysis
import Chronology
import Footage
import Planning
import Postgres
import Requisitions
import Schema
package import Timelines

extension Database {
    /// Stores what an attempt found and completes the chunk in one transaction, fenced by the epoch.
    ///
    /// Returns false, and stores nothing, if the chunk is no longer held by this attempt. Safe to repeat after a commit
    /// with unknown outcome: returns true for a chunk that this attempt completed.
    package func finish(
        _ claim: ChunkClaim, by worker: WorkerIdentity, tracklets: [EncodedTracklet], coverage: [CoverageSpan],
        framesAnalysed: Int, framesOutside: Int
    ) async throws -> Bool {
        do {
            return try await pool.transaction { sql in
                try Database.copy(tracklets, of: claim, sql)
                try Database.copy(coverage, of: claim, sql)
                // The fence comes last, so that its row lock is held only briefly. A chunk already running when its
                // requisition expires may still be finished.
                let changed = try sql.execute(
                    """
                    UPDATE relecture.chunk c SET state = 'done', finished_at = now(), lease_until = NULL,
                        progress = 0, failure = NULL, frames_analysed = $4, frames_outside = $5
                    WHERE \(Lease.chunk.isHeld("c."))
                        AND EXISTS (SELECT FROM relecture.review r JOIN relecture.requisition q ON q.id = r.requisition_id
                            WHERE r.id = c.review_id AND r.state = 'running' AND q.state = 'open')
                    """, claim.held(by: worker).values + [framesAnalysed, framesOutside])
                guard changed == 1 else { throw Fenced() }
                try Database.end(claim, as: .done, detail: nil, sql)
                try Database.count(claim, for: worker, sql)
                return true
            }
        } catch is Fenced {
            return try await isDone(claim)
        } catch let error as PostgresError where error.kind == .commitUnknown || error.sqlState == "23505" {
            // The keys include chunk and epoch: an existing row is from this very attempt.
            return try await isDone(claim)
        } catch let error as PostgresError where error.sqlState == "23514" {
            // The partition is gone: the requisition was erased meanwhile.
            guard try await isErased(claim) else { throw error }
            return false
        }
    }

    private struct Fenced: Error {}

    private func isErased(_ claim: ChunkClaim) async throws -> Bool {
        try await pool.transaction { sql in
            try sql.value(
                "SELECT EXISTS (SELECT FROM relecture.erasure WHERE requisition = $1::uuid AND step <> 'scheduled')",
                [claim.requisition.rawValue]) == true
        }
    }

    private func isDone(_ claim: ChunkClaim) async throws -> Bool {
        try await pool.transaction { sql in
            try !sql.query(
                "SELECT 1 AS one FROM relecture.chunk WHERE id = $1 AND epoch = $2 AND state = 'done'",
                [claim.chunk, claim.epoch]
            ).isEmpty
        }
    }

    private static func copy(_ tracklets: [EncodedTracklet], of claim: ChunkClaim, _ sql: PostgresSession) throws {
        guard !tracklets.isEmpty else { return }
        try sql.copy(
            into: "relecture.tracklet",
            columns: ["requisition_id", "review_id", "chunk_id", "epoch", "camera", "cell", "ordinal", "body"],
            rows: tracklets.enumerated().map { ordinal, tracklet in
                [
                    .text(claim.requisition.rawValue), .text(claim.review.rawValue), .integer(claim.chunk.rawValue),
                    .integer(Int64(claim.epoch)), .text(claim.camera.rawValue), .integer(tracklet.cell),
                    .integer(Int64(ordinal)), .bytes(tracklet.bytes),
                ]
            })
    }

    private static func copy(_ coverage: [CoverageSpan], of claim: ChunkClaim, _ sql: PostgresSession) throws {
        guard !coverage.isEmpty else { return }
        try sql.copy(
            into: "relecture.chunk_coverage",
            columns: ["requisition_id", "review_id", "chunk_id", "epoch", "starts_at", "ends_at", "state", "reason"],
            rows: coverage.map { item in
                [
                    .text(claim.requisition.rawValue), .text(claim.review.rawValue), .integer(claim.chunk.rawValue),
                    .integer(Int64(claim.epoch)), .timestamp(item.span.start.stored), .timestamp(item.span.end.stored),
                    .text(item.state.rawValue), .text(item.reason),
                ]
            })
    }

    private static func count(_ claim: ChunkClaim, for worker: WorkerIdentity, _ sql: PostgresSession) throws {
        try sql.execute(
            """
            UPDATE relecture.worker w SET chunks_done = chunks_done + 1, footage_done = footage_done + (c.ends_at - c.starts_at),
                busy_time = busy_time + (now() - c.started_at)
            FROM relecture.chunk c WHERE c.id = $1 AND w.name = $2 AND w.incarnation = $3::uuid
            """, [claim.chunk, worker.name, worker.incarnation])
    }
}
