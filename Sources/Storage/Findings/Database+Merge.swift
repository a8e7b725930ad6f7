package import Analysis
import Catalogue
package import Chronology
package import Footage
package import Planning
import Postgres
package import Requisitions
import Schema
package import Timelines
import WorkLedger

/// A camera of a running review whose timeline is older than its chunks.
package struct MergeTask: Hashable, Sendable {
    package let review: ReviewID
    package let requisition: RequisitionID
    package let camera: CameraID
    /// Whether all its chunks are in a final state.
    package let isComplete: Bool
    /// Number of times operators changed the camera's chunks.
    package let revision: Int64
}

/// Everything the merge of one camera needs.
package struct MergeInput: Sendable {
    /// The footage of the review.
    package let recordings: [Recording]
    /// Footage of the requisition that was added after the review was planned.
    package let lateRecordings: [Recording]
    /// The scope of the review.
    package let windows: [TimeSpan]
    package let profile: String
    package let chunks: [ChunkOutcome]
    package let tracklets: [Tracklet]
}

extension Database {
    /// Returns the cameras to merge: those whose chunks are all done and, if `provisional`, those with newly finished
    /// chunks.
    ///
    /// Runs in every round of the coordinator, so it looks at one open chunk per camera at most and counts none.
    package func mergeTasks(provisional: Bool = true) async throws -> [MergeTask] {
        try await pool.transaction { sql in
            try sql.query(
                """
                SELECT r.id::text AS review, r.requisition_id::text AS requisition, q.camera, NOT o.is_open AS is_complete,
                    coalesce(m.revision, 0) AS revision
                FROM relecture.review r JOIN relecture.review_camera q ON q.review_id = r.id
                LEFT JOIN relecture.camera_result m ON m.review_id = r.id AND m.camera = q.camera
                CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM relecture.chunk c WHERE c.review_id = r.id
                    AND c.camera = q.camera AND c.state IN ('ready', 'running')) AS is_open) o
                WHERE r.state IN ('running', 'paused') AND NOT coalesce(m.is_complete, false)
                    AND (NOT o.is_open OR $1 AND (m.merged_at IS NULL OR EXISTS (SELECT FROM relecture.chunk c
                        WHERE c.review_id = r.id AND c.camera = q.camera AND c.finished_at > m.merged_at)))
                ORDER BY o.is_open, r.urgency, r.created_at, q.camera
                """, [provisional]
            ).map { row in
                MergeTask(
                    review: try row.decode("review"),
                    requisition: try row.decode("requisition"),
                    camera: try row.decode("camera"),
                    isComplete: try row.decode("is_complete"), revision: try row.decode("revision"))
            }
        }
    }

    package func mergeInput(review: ReviewID, camera: CameraID) async throws -> MergeInput {
        let head = try await self.review(review)
        // One snapshot: footage, chunks and their findings must be consistent.
        return try await pool.transaction(isolation: .repeatableRead) { sql in
            try sql.limitStatements(to: .seconds(600))
            let profile: String? = try sql.value(
                "SELECT profile FROM relecture.review WHERE id = $1::uuid", [review.rawValue])
            let recordings = try Database.recordings(of: review, camera: camera, sql).map(\.recording)
            let known = Set(recordings.map(\.id))
            let late = try Database.recordings(of: head.requisition, camera: camera, sql).map(\.recording)
            return MergeInput(
                recordings: recordings, lateRecordings: late.filter { !known.contains($0.id) },
                windows: try Database.windows(of: review, sql), profile: profile ?? "{}",
                chunks: try Database.outcomes(review, camera, sql),
                tracklets: try Database.tracklets(review, camera, sql))
        }
    }

    private static func outcomes(
        _ review: ReviewID, _ camera: CameraID, _ sql: PostgresSession
    ) throws -> [ChunkOutcome] {
        var coverage: [ChunkID: [CoverageSpan]] = [:]
        let rows = try sql.query(
            """
            SELECT v.chunk_id, v.starts_at, v.ends_at, v.state, v.reason
            FROM relecture.chunk c JOIN relecture.chunk_coverage v
                ON v.requisition_id = c.requisition_id AND v.chunk_id = c.id AND v.epoch = c.epoch
            WHERE c.review_id = $1::uuid AND c.camera = $2 AND c.state = 'done' ORDER BY v.chunk_id, v.starts_at
            """, [review.rawValue, camera.rawValue])
        for row in rows { coverage[try row.decode("chunk_id"), default: []].append(try CoverageSpan(row)) }
        return try sql.query(
            """
            SELECT id, starts_at, ends_at, state FROM relecture.chunk
            WHERE review_id = $1::uuid AND camera = $2 ORDER BY starts_at
            """, [review.rawValue, camera.rawValue]
        ).map { row in
            let span = try TimeSpan.stored(row.decode("starts_at"), row.decode("ends_at"))
            let progress: ChunkOutcome.Progress =
                switch try row.decode("state", as: ChunkState.self) {
                case .done: .done(coverage[try row.decode("id")] ?? [])
                case .quarantined: .quarantined(reason: "attempts-exhausted")
                case .skipped, .cancelled: .skipped
                case .ready, .running: .pending
                }
            return ChunkOutcome(span: span, progress: progress)
        }
    }

    private static func tracklets(
        _ review: ReviewID, _ camera: CameraID, _ sql: PostgresSession
    ) throws -> [Tracklet] {
        try sql.query(
            """
            SELECT t.body FROM relecture.chunk c JOIN relecture.tracklet t
                ON t.requisition_id = c.requisition_id AND t.chunk_id = c.id AND t.epoch = c.epoch
            WHERE c.review_id = $1::uuid AND c.camera = $2 AND c.state = 'done'
            ORDER BY c.starts_at, t.ordinal
            """, [review.rawValue, camera.rawValue]
        ).map { row in
            guard let tracklet = Tracklet(encoded: try row.decode("body")) else {
                throw StorageError.wrongState(
                    "a stored tracklet of review \(review) is damaged; review its footage again")
            }
            return tracklet
        }
    }
}
