import Catalogue
import Chronology
import Erasure
import Findings
import Footage
import Foundation
import Planning
import Postgres
import Requisitions
import TestSupport
import Timelines
import WorkLedger

extension TestStore {
    /// Creates a requisition with rows in every table that this version fills: a file, a finished review, results.
    func fill(_ reference: String, camera: CameraID = camera) async throws -> (RequisitionID, ReviewID) {
        let requisition = try await openRequisition(reference, cameras: [camera])
        try await addRecording(TestStore.minute(0), to: requisition, camera: camera)
        try await execute(
            """
            INSERT INTO relecture.requisition_extension (requisition_id, person, ordered_by, reason, changes)
            VALUES ($1::uuid, 'a clerk', 'a judge', 'a reason', 'longer')
            """, [requisition.rawValue])
        try await execute(
            """
            INSERT INTO relecture.person (login, name, service) VALUES ('clerk', 'a clerk', 'a service') ON CONFLICT DO NOTHING
            """)
        try await execute(
            "INSERT INTO relecture.assignment (requisition_id, login, assigned_by) VALUES ($1::uuid, 'clerk', 'a judge')",
            [requisition.rawValue])
        let now = TestStore.window.start
        try await database.set(
            ClockAnchor(shown: now, trueTime: now, uncertainty: 1, source: "a test"), ofCamera: camera, in: requisition)
        let review = try await startReview(of: requisition, chunks: 2, camera: camera)
        let worker = try await worker()
        for chunk in try await chunks(of: review) {
            guard let claim = try await database.claim(chunk, of: review, by: worker) else { continue }
            _ = try await database.finish(claim, by: worker)
        }
        guard let leader = try await database.lead(as: "test", lease: .seconds(60)) else {
            return (requisition, review)
        }
        for task in try await database.mergeTasks() where task.review == review {
            _ = try await database.store(
                Findings.camera(camera, coverage: Findings.analysed(TestStore.window), track: TestStore.minute(0)),
                of: task, under: leader)
        }
        let clip = KnownAnswerClip(
            camera: camera, light: "day", path: "/clip.mp4", digest: String(repeating: "a", count: 64), length: 1,
            labels: "[]", presences: 0, addedBy: "tester")
        try await database.store(
            KnownAnswerScore(presences: 2, found: 1, present: 9, overlap: 5, analysed: 10, falseAlarms: 0), on: clip,
            of: review, build: "test")
        try await execute(
            """
            INSERT INTO relecture.delivery (requisition_id, recording_id, original_name, recorded_by)
            SELECT requisition_id, id, original_name, 'clerk' FROM relecture.recording WHERE requisition_id = $1::uuid
            """, [requisition.rawValue])
        try await execute(
            """
            INSERT INTO relecture.export (requisition_id, kind, path, host, digest, recipient)
            VALUES ($1::uuid, 'evidence', '/nowhere', 'another host', 'aa', 'a judge')
            """, [requisition.rawValue])
        try await execute(
            """
            INSERT INTO relecture.replay (requisition_id, review_id, chunk_id, epoch, person, host, build, is_equal,
                stored_digest, replayed_digest, difference)
            SELECT requisition_id, review_id, id, epoch, 'clerk', 'h', 'b', true, 'd', 'd', '' FROM relecture.chunk
            WHERE review_id = $1::uuid
            """, [review.rawValue])
        try await execute(
            """
            INSERT INTO relecture.review_check (requisition_id, review_id, chunk_id, epoch)
            SELECT requisition_id, review_id, id, epoch FROM relecture.chunk WHERE review_id = $1::uuid
            """, [review.rawValue])
        return (requisition, review)
    }

    /// Returns row counts by table; partitions count towards their parents.
    func counts() async throws -> [String: Int] {
        let tables: [String] = try await rows(
            """
            SELECT format('relecture.%I', c.relname) AS name FROM pg_class c WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                AND c.relnamespace = 'relecture'::regnamespace
            """
        ).map { try $0.decode("name") }
        var counts: [String: Int] = [:]
        for table in tables { counts[table] = try await value("SELECT count(*) FROM \(table)") }
        return counts
    }

    func erase(_ requisition: RequisitionID) async throws {
        _ = try await database.beginErasure(requisition, order: "the judge", by: "tester")
        try await database.eraseRows(of: requisition)
    }

    /// Returns the URL of the same database for another log-in.
    func url(of login: String, password: String) -> String {
        guard var parts = URLComponents(string: url) else { return url }
        (parts.user, parts.password) = (login, password)
        return parts.string ?? url
    }
}
