import Analysis
import Footage
package import Planning
import Postgres
import Requisitions
import Schema

/// An existing review of the same footage by another analysis version.
package struct ReviewOfOtherVersion: Sendable {
    package let id: ReviewID
    package let analysisVersion: Int
    /// Canonical JSON.
    package let profile: String
}

/// Only workers of a review's analysis version may claim its chunks.
extension Database {
    /// The analysis versions of the live workers that take work.
    static let presentVersions = """
        SELECT DISTINCT analysis_version FROM relecture.worker w WHERE \(takesWork())
        """

    /// Gives back the ticket of a chunk whose review needs another analysis version than this worker's.
    ///
    /// The next ticket is sent after a delay, so that it does not circulate among workers of the wrong version.
    ///
    /// - Returns: the review's analysis version; nil if the claim failed for another reason.
    package func leave(chunk: ChunkID, to review: ReviewID, by worker: WorkerIdentity) async throws -> Int? {
        guard (try? StorageError.check(review.rawValue, kind: "review")) != nil else { return nil }
        return try await pool.transaction { sql in
            try sql.value(
                """
                UPDATE relecture.chunk c SET dispatched_at = NULL,
                    not_before = greatest(c.not_before, now() + interval '1 s')
                FROM relecture.review r
                WHERE c.id = $1 AND c.review_id = $2::uuid AND r.id = c.review_id AND c.state = 'ready'
                    AND r.analysis_version <> $3
                RETURNING r.analysis_version
                """, [chunk, review.rawValue, worker.analysisVersion])
        }
    }

    /// Throws unless a review is of this program's analysis version: otherwise no worker could make its results again.
    ///
    /// - Parameter review: A query that returns the review's id, over `$1`.
    static func requireThisVersion(
        _ review: String, _ value: any PostgresEncodable, _ sql: PostgresSession
    ) throws {
        let row = try sql.query(
            "SELECT id::text AS id, analysis_version FROM relecture.review WHERE id = (\(review))", [value]
        ).first
        guard let row else { return }
        let (id, version): (ReviewID, Int) = (try row.decode("id"), try row.decode("analysis_version"))
        guard version == AnalysisVersion.current else {
            throw StorageError.wrongState(
                "review \(id) was made by analysis version \(version) and this program has \(AnalysisVersion.current): "
                    + "start a new review of the requisition")
        }
    }

    /// Returns reviews of the same footage, with the same chunk length, by other analysis versions, newest first; their
    /// settings may differ. Omits cancelled reviews. Returns none if this very request was already started.
    package func reviewsOfOtherVersions(than request: ReviewRequest) async throws -> [ReviewOfOtherVersion] {
        try await pool.transaction { sql in
            try sql.query(
                """
                SELECT r.id::text AS id, r.analysis_version, r.profile FROM relecture.review r
                WHERE r.requisition_id = $1::uuid AND r.chunk_length = $2 AND r.analysis_version <> $3
                    AND r.state <> 'cancelled'
                    AND NOT EXISTS (SELECT FROM relecture.review WHERE submission = $4 AND state <> 'cancelled')
                    AND ARRAY (SELECT recording_id FROM relecture.review_recording WHERE review_id = r.id ORDER BY 1)
                        = ARRAY (SELECT id FROM unnest($5::uuid[]) AS u (id) ORDER BY 1)
                ORDER BY r.created_at DESC, r.id
                """,
                [
                    request.requisition.rawValue, request.length.description, request.analysisVersion,
                    request.submission, (request.recordings ?? []).map(\.rawValue),
                ]
            ).map { row in
                ReviewOfOtherVersion(
                    id: ReviewID(rawValue: try row.decode("id")), analysisVersion: try row.decode("analysis_version"),
                    profile: try row.decode("profile"))
            }
        }
    }
}
