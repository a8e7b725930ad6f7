import Catalogue
package import Footage
package import Planning
import Postgres
import Schema

/// How an extension changes a review.
package struct ReviewChanges: Sendable {
    /// Footage that it covers in addition.
    package var recordings: [RecordingID] = []
    /// Its chunks that are reviewed again, and those that others replace.
    package var redone: [ChunkID] = []
    package var replaced: [ChunkID] = []
    package var added: [PlannedChunk] = []
    /// What it is now a review of; see `ReviewRequest.submission`.
    package var submission: String?

    package var isEmpty: Bool { redone.isEmpty && replaced.isEmpty && added.isEmpty && recordings.isEmpty }

    package init() {}
}

extension Database {
    /// Returns the chunks with holes: quarantined, skipped, or partly not decodable.
    package func holes(of review: ReviewID) async throws -> [ChunkID] {
        try StorageError.check(review.rawValue, kind: "review")
        return try await pool.transaction { sql in
            try sql.query(
                """
                SELECT c.id FROM relecture.chunk c WHERE c.review_id = $1::uuid AND (c.state IN ('quarantined', 'skipped')
                    OR c.state = 'done' AND EXISTS (SELECT FROM relecture.chunk_coverage v
                        WHERE v.requisition_id = c.requisition_id AND v.chunk_id = c.id AND v.epoch = c.epoch
                            AND v.state = 'undecodable'))
                ORDER BY c.id
                """, [review.rawValue]
            ).map { try $0.decode("id") }
        }
    }

    /// Changes a review in one transaction. Chunks that are not named keep their results. A review that had ended runs
    /// again.
    ///
    /// Running chunks touched by the change are fenced off, because they started from the earlier state of the review.
    package func extend(_ review: ReviewID, by changes: ReviewChanges) async throws {
        try StorageError.check(review.rawValue, kind: "review")
        try await pool.transaction { sql in
            try sql.limitStatements(to: .seconds(600))
            let isOpen = try !sql.query(
                """
                SELECT 1 AS one FROM relecture.review r JOIN relecture.requisition q ON q.id = r.requisition_id
                WHERE r.id = $1::uuid AND r.state <> 'cancelled' AND \(Database.isInForce())
                FOR NO KEY UPDATE OF r FOR SHARE OF q
                """, [review.rawValue]
            ).isEmpty
            guard isOpen else {
                throw StorageError.wrongState(
                    "review \(review) cannot be extended, because it was cancelled or its requisition is closed")
            }
            try Database.requireThisVersion("SELECT $1::uuid", review.rawValue, sql)
            let present: Int? = try sql.value(
                """
                SELECT count(*) FROM (SELECT 1 FROM relecture.chunk
                    WHERE review_id = $1::uuid AND id = ANY ($2::bigint[]) FOR UPDATE) c
                """, [review.rawValue, changes.redone + changes.replaced])
            let added = try sql.execute(
                """
                INSERT INTO relecture.review_recording (review_id, recording_id)
                SELECT $1::uuid, id FROM unnest($2::uuid[]) AS u (id) ON CONFLICT DO NOTHING
                """, [review.rawValue, changes.recordings.map(\.rawValue)])
            guard present == changes.redone.count + changes.replaced.count, added == changes.recordings.count else {
                throw StorageError.wrongState(
                    "review \(review) was changed by another command at the same time: nothing was changed; try again")
            }
            try Database.redo(changes.redone + changes.replaced, sql)
            try Database.insert(changes.added, of: review, sql)
            // Merge again even if no chunk changed: the source of its times is part of the findings.
            try Database.mergeAgain(
                """
                SELECT DISTINCT r.requisition_id, r.id AS review_id, f.camera
                FROM relecture.review r JOIN relecture.recording f ON f.id = ANY ($2::uuid[]) WHERE r.id = $1::uuid
                """, [review.rawValue, changes.recordings.map(\.rawValue)], sql)
            // Their attempts are deleted with them: a chunk that no longer exists needs no evidence.
            try sql.execute("DELETE FROM relecture.chunk WHERE id = ANY ($1::bigint[])", [changes.replaced])
            if let submission = changes.submission {
                // If the same request was already started as a review of its own, that review keeps the key.
                try sql.execute(
                    """
                    UPDATE relecture.review SET submission = CASE WHEN EXISTS (SELECT FROM relecture.review o
                        WHERE o.submission = $2 AND o.state <> 'cancelled' AND o.id <> $1::uuid) THEN NULL ELSE $2 END
                    WHERE id = $1::uuid AND submission IS NOT NULL
                    """, [review.rawValue, submission])
            }
        }
        await gatherStatistics(afterAdding: changes.added.count)
    }
}
