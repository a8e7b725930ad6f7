import Analysis
import Chronology
package import Footage
package import Planning
import Postgres
import Requisitions
import Schema
package import Timelines
package import WorkLedger

extension Database {
    /// Replaces the timeline of one camera. Returns false, and changes nothing, if the caller is no longer leader.
    ///
    /// Marks the timeline complete only if the camera's chunks were not changed since the task was found.
    package func store(
        _ findings: CameraFindings, of task: MergeTask, under leadership: Leadership
    ) async throws -> Bool {
        do {
            return try await replace(findings, of: task, under: leadership)
        } catch is LeadershipLost {
            return false
        }
    }

    /// Rolls back the writes of a leader that was replaced while it wrote.
    private struct LeadershipLost: Error {}

    private func replace(
        _ findings: CameraFindings, of task: MergeTask, under leadership: Leadership
    ) async throws -> Bool {
        try await pool.transaction { sql in
            try sql.limitStatements(to: .seconds(600))
            let isLeader = try !sql.query(
                "SELECT 1 AS one WHERE \(Leadership.fence(1))", [leadership.leader, leadership.term]
            ).isEmpty
            guard isLeader else { return false }
            // A review erased during its merge has nothing to store; the lock keeps an existing one until the
            // transaction ends.
            let isThere = try !sql.query(
                "SELECT 1 AS one FROM relecture.review WHERE id = $1::uuid FOR KEY SHARE", [task.review.rawValue]
            ).isEmpty
            guard isThere else { return true }
            let key: [any PostgresEncodable] = [
                task.requisition.rawValue, task.review.rawValue, task.camera.rawValue,
            ]
            for table in ["camera_coverage", "camera_activity", "camera_track"] {
                try sql.execute(
                    "DELETE FROM relecture.\(table) WHERE requisition_id = $1::uuid AND review_id = $2::uuid AND camera = $3",
                    key)
            }
            try Database.copy(findings, of: task, sql)
            try sql.execute(
                """
                INSERT INTO relecture.camera_result AS m (requisition_id, review_id, camera, clock, is_complete,
                    chunks_merged, term)
                SELECT $1::uuid, $2::uuid, $3, $4, $5, count(*), $6 FROM relecture.chunk
                WHERE review_id = $2::uuid AND camera = $3 AND finished_at IS NOT NULL
                ON CONFLICT (review_id, camera) DO UPDATE SET clock = excluded.clock,
                    is_complete = excluded.is_complete AND m.revision = $7, chunks_merged = excluded.chunks_merged,
                    term = excluded.term, merged_at = now()
                """, key + [findings.clock, findings.isComplete, leadership.term, task.revision])
            guard try Database.isLeading(leadership, sql) else { throw LeadershipLost() }
            return true
        }
    }

    /// Completes the reviews whose cameras are all complete. Returns them.
    ///
    /// Locks the reviews before checking them again: operations that retry chunks take the same lock, so they run
    /// entirely before or after.
    package func completeReviews(under leadership: Leadership) async throws -> [ReviewID] {
        try await pool.transaction { sql in
            let candidates: [String] = try sql.query(
                "SELECT r.id::text AS id FROM relecture.review r WHERE \(Database.isDone) ORDER BY r.id FOR NO KEY UPDATE SKIP LOCKED"
            ).map { try $0.decode("id") }
            guard !candidates.isEmpty else { return [] }
            return try sql.query(
                """
                UPDATE relecture.review r SET finished_at = now(), doubles_chosen = false, state = CASE WHEN EXISTS (
                        SELECT FROM relecture.camera_coverage v WHERE v.requisition_id = r.requisition_id
                            AND v.review_id = r.id AND v.state IN ('undecodable', 'quarantined', 'skipped'))
                    THEN 'complete-with-holes' ELSE 'complete' END
                WHERE \(Database.isDone) AND r.id = ANY ($3::uuid[]) AND \(Leadership.fence(1))
                RETURNING r.id::text AS id
                """, [leadership.leader, leadership.term, candidates]
            ).map { try $0.decode("id") }
        }
    }

    private static let isDone = """
        r.state = 'running'
        AND NOT EXISTS (SELECT FROM relecture.chunk c WHERE c.review_id = r.id AND c.state IN ('ready', 'running'))
        AND NOT EXISTS (SELECT FROM relecture.review_camera q
            LEFT JOIN relecture.camera_result m ON m.review_id = r.id AND m.camera = q.camera
            WHERE q.review_id = r.id AND NOT coalesce(m.is_complete, false))
        """

    /// Restricts a statement to review `$1` and the partition of its requisition.
    private static let inPartition = """
        requisition_id = (SELECT requisition_id FROM relecture.review WHERE id = $1::uuid) AND review_id = $1::uuid
        """

    /// Returns the stored timeline of one camera, or nil while it is not complete.
    package func completeFindings(review: ReviewID, camera: CameraID) async throws -> CameraFindings? {
        try await pool.transaction(isolation: .repeatableRead) { sql in
            let key: [any PostgresEncodable] = [review.rawValue, camera.rawValue]
            let head = try sql.query(
                "SELECT clock FROM relecture.camera_result WHERE review_id = $1::uuid AND camera = $2 AND is_complete",
                key
            ).first
            guard let clock: String = try head?.decode("clock") else { return nil }
            let coverage = try sql.query(
                """
                SELECT starts_at, ends_at, state, reason FROM relecture.camera_coverage
                WHERE \(Database.inPartition) AND camera = $2 ORDER BY starts_at
                """, key
            ).map(CoverageSpan.init)
            let activity = try sql.query(
                """
                SELECT starts_at, ends_at FROM relecture.camera_activity
                WHERE \(Database.inPartition) AND camera = $2 ORDER BY starts_at
                """, key
            ).map { try TimeSpan.stored($0.decode("starts_at"), $0.decode("ends_at")) }
            let tracks = try sql.query(
                "SELECT body FROM relecture.camera_track WHERE \(Database.inPartition) AND camera = $2 ORDER BY track",
                key
            ).map { try Track(encoded: $0.decode("body")) }
            return CameraFindings(
                camera: camera, clock: clock, coverage: coverage, activity: activity, tracks: tracks)
        }
    }

    private static func copy(_ findings: CameraFindings, of task: MergeTask, _ sql: PostgresSession) throws {
        let key: [PostgresValue] = [
            .text(task.requisition.rawValue), .text(task.review.rawValue), .text(task.camera.rawValue),
        ]
        func span(_ span: TimeSpan) -> [PostgresValue] { [.timestamp(span.start.stored), .timestamp(span.end.stored)] }
        func corners(_ box: Box?) -> PostgresValue {
            .integers([box?.x, box?.y, box?.width, box?.height].map { Int64($0 ?? 0) })
        }
        let columns = ["requisition_id", "review_id", "camera", "starts_at", "ends_at"]
        try sql.copy(
            into: "relecture.camera_coverage", columns: columns + ["state", "reason"],
            rows: findings.coverage.map { key + span($0.span) + [.text($0.state.rawValue), .text($0.reason)] })
        try sql.copy(
            into: "relecture.camera_activity", columns: columns, rows: findings.activity.map { key + span($0) })
        try sql.copy(
            into: "relecture.camera_track",
            columns: columns + ["track", "class", "confidence", "first_box", "last_box", "body"] + pathColumns,
            rows: findings.tracks.map { track in
                key + span(track.span) + [
                    .integer(Int64(track.id)), .text(track.kind), .integer(Int64(track.confidence)),
                    corners(track.points.first?.box), corners(track.points.last?.box), .bytes(track.encoded()),
                ] + track.pathValues
            })
    }

    private static let pathColumns = ["path_at", "path_x", "path_y", "path_width", "path_height", "reach"]
}

extension Track {
    /// The path as stored for SQL queries, and the extent of its foot points in 1/20000 of the picture, where halves
    /// are exact.
    fileprivate var pathValues: [PostgresValue] {
        let path = sparsePath
        let boxes = path.map(\.box)
        let across = boxes.map { 2 * Int64($0.x) + Int64($0.width) }
        let down = boxes.map { 2 * (Int64($0.y) + Int64($0.height)) }
        return [
            .integers(path.map(\.time.microseconds)), .integers(boxes.map { Int64($0.x) }),
            .integers(boxes.map { Int64($0.y) }), .integers(boxes.map { Int64($0.width) }),
            .integers(boxes.map { Int64($0.height) }),
            .integers([across.min(), down.min(), across.max(), down.max()].compactMap { $0 }),
        ]
    }
}
