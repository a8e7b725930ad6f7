import Chronology
import Footage
package import Planning
import Postgres
import Requisitions
import Schema
package import Timelines

extension Database {
    /// Returns the chunks of a review that have results, in order.
    package func replayableChunks(of review: ReviewID) async throws -> [ReplayableChunk] {
        try StorageError.check(review.rawValue, kind: "review")
        return try await pool.transaction { sql in
            try sql.query(
                """
                SELECT \(ChunkClaim.columns),
                    coalesce(a.worker, '') AS worker, coalesce(a.host, '') AS host, coalesce(a.build, '') AS build
                FROM relecture.chunk c JOIN relecture.review r ON r.id = c.review_id
                LEFT JOIN relecture.attempt a ON a.chunk_id = c.id AND a.epoch = c.epoch
                WHERE c.review_id = $1::uuid AND c.state = 'done' ORDER BY c.ordinal
                """, [review.rawValue]
            ).map { row in
                ReplayableChunk(
                    claim: try ChunkClaim(row), worker: try row.decode("worker"), host: try row.decode("host"),
                    build: try row.decode("build"))
            }
        }
    }

    /// Returns the accepted epoch of each chunk that has a result.
    package func acceptedEpochs(of review: ReviewID) async throws -> [ChunkID: Int] {
        try StorageError.check(review.rawValue, kind: "review")
        let rows = try await pool.transaction { sql in
            try sql.query(
                "SELECT id, epoch FROM relecture.chunk WHERE review_id = $1::uuid AND state = 'done'", [review.rawValue]
            ).map { (try $0.decode("id", as: ChunkID.self), try $0.decode("epoch", as: Int.self)) }
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// Returns what an attempt stored; nil if the chunk now has another result or none.
    package func result(of claim: ChunkClaim) async throws -> ChunkResult? {
        try await pool.transaction(isolation: .repeatableRead) { sql in
            let key: [any PostgresEncodable] = [claim.requisition.rawValue, claim.chunk, claim.epoch]
            let head = try sql.query(
                """
                SELECT frames_analysed FROM relecture.chunk
                WHERE requisition_id = $1::uuid AND id = $2 AND epoch = $3 AND state = 'done'
                """, key
            ).first
            guard let head else { return nil }
            let coverage = try sql.query(
                """
                SELECT starts_at, ends_at, state, reason FROM relecture.chunk_coverage
                WHERE requisition_id = $1::uuid AND chunk_id = $2 AND epoch = $3 ORDER BY starts_at
                """, key
            ).map(CoverageSpan.init)
            let tracklets = try sql.query(
                """
                SELECT body FROM relecture.tracklet
                WHERE requisition_id = $1::uuid AND chunk_id = $2 AND epoch = $3 ORDER BY ordinal
                """, key
            ).map { try $0.decode("body", as: [UInt8].self) }
            return ChunkResult(
                tracklets: tracklets, coverage: coverage,
                framesAnalysed: try head.decode("frames_analysed", as: Int?.self) ?? 0)
        }
    }

    /// Stores a comparison beside the results, which it never changes.
    package func add(_ replay: Replay, of claim: ChunkClaim) async throws {
        try await pool.transaction { try Database.add(replay, of: claim, $0) }
    }

    static func add(_ replay: Replay, of claim: ChunkClaim, _ sql: PostgresSession) throws {
        try sql.execute(
            """
            INSERT INTO relecture.replay (requisition_id, review_id, chunk_id, epoch, person, worker, host, build, is_equal,
                stored_digest, replayed_digest, difference)
            VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            [
                claim.requisition.rawValue, claim.review.rawValue, replay.chunk, replay.epoch, replay.person,
                replay.worker,
                replay.host, replay.build, replay.isEqual, replay.storedDigest, replay.replayedDigest,
                replay.difference,
            ])
    }

    /// Returns all comparisons of a review, oldest first.
    package func replays(of review: ReviewID) async throws -> [Replay] {
        try StorageError.check(review.rawValue, kind: "review")
        return try await pool.transaction { sql in
            try sql.query(
                """
                SELECT chunk_id, epoch, at, person, worker, host, build, stored_digest, replayed_digest, difference
                FROM relecture.replay WHERE review_id = $1::uuid ORDER BY at, id
                """, [review.rawValue]
            ).map { row in
                let at: PostgresTimestamp = try row.decode("at")
                return Replay(
                    chunk: try row.decode("chunk_id"), epoch: try row.decode("epoch"), person: try row.decode("person"),
                    worker: try row.decode("worker"), host: try row.decode("host"), build: try row.decode("build"),
                    storedDigest: try row.decode("stored_digest"), replayedDigest: try row.decode("replayed_digest"),
                    difference: try row.decode("difference"), at: at.timestamp)
            }
        }
    }
}
