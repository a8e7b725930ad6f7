import Footage
package import Planning
import Postgres
import Schema

extension Database {
    package func chunk(_ id: ChunkID) async throws -> ChunkDetails {
        guard let status = try await chunks(where: "c.id = $1", [id]).first else {
            throw StorageError.unknown(kind: "chunk", id: id.description)
        }
        return try await pool.transaction(isolation: .repeatableRead) { sql in
            let row = try sql.query(
                """
                SELECT spent, store, CASE WHEN not_before > now() THEN not_before END AS not_before, counts_after
                FROM relecture.chunk WHERE id = $1
                """, [id]
            ).single()
            let notBefore: PostgresTimestamp? = try row.decode("not_before")
            return ChunkDetails(
                status: status, notBefore: notBefore?.timestamp, spent: try row.decode("spent"),
                store: try row.decode("store"), files: try Database.files(ofChunk: id, sql),
                attempts: try Database.attempts(atChunk: id, budgetFrom: try row.decode("counts_after"), sql))
        }
    }

    private static func files(ofChunk id: ChunkID, _ sql: PostgresSession) throws -> [ChunkDetails.File] {
        try sql.query(
            """
            SELECT f.id::text AS id, f.store, f.path, encode(f.sha256, 'hex') AS sha256
            FROM relecture.chunk c JOIN relecture.review_recording v ON v.review_id = c.review_id
            JOIN relecture.recording f ON f.id = v.recording_id AND f.camera = c.camera
            WHERE c.id = $1 AND f.starts_at < c.ends_at AND f.ends_at > c.starts_at ORDER BY f.starts_at, f.sha256
            """, [id]
        ).map { row in
            ChunkDetails.File(
                recording: try row.decode("id"), store: try row.decode("store"),
                path: try row.decode("path"), digest: try row.decode("sha256"))
        }
    }

    private static func attempts(
        atChunk id: ChunkID, budgetFrom epoch: Int, _ sql: PostgresSession
    ) throws -> [ChunkDetails.Attempt] {
        try sql.query(
            """
            SELECT epoch, worker, host, build, started_at, finished_at, outcome, class, detail FROM relecture.attempt
            WHERE chunk_id = $1 ORDER BY epoch
            """, [id]
        ).map { row in
            let (started, finished) = (
                try row.decode("started_at", as: PostgresTimestamp.self),
                try row.decode("finished_at", as: PostgresTimestamp?.self)
            )
            let number: Int = try row.decode("epoch")
            return ChunkDetails.Attempt(
                epoch: number, worker: try row.decode("worker"), host: try row.decode("host"),
                build: try row.decode("build"), started: started.timestamp, finished: finished?.timestamp,
                outcome: try row.decode("outcome"),
                kind: try row.decode("class"),
                detail: try row.decode("detail"), isOfAnEarlierBudget: number <= epoch)
        }
    }
}
