import Findings
import Footage
import Postgres
import TestSupport
import Testing
import Timelines
import WorkLedger

/// Row 19 of the fault matrix at its narrowest: a leader freezes inside the transaction of its merge.
@Suite(.timeLimit(.minutes(10)))
struct ReplacedLeaderTests {
    @Test func leaderReplacedWhileItStoresIsRefused() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let worker = try await store.worker()
            let claim = try #require(
                try await store.database.claim(
                    chunk: try await store.chunks(of: review)[0], of: review, by: worker, lease: .seconds(30)))
            _ = try await store.database.finish(
                claim, by: worker, tracklets: [], coverage: [CoverageSpan(span: claim.span, state: .analysed)],
                framesAnalysed: 1, framesOutside: 0)
            let old = try #require(try await store.database.lead(as: "old", lease: .seconds(30)))
            let task = try #require(try await store.database.mergeTasks().first)
            let findings = CameraFindings(
                camera: task.camera, clock: "none", coverage: [], activity: [], tracks: [])
            let blocker = PostgresConnection(
                to: try PostgresEndpoint(store.url), applicationName: "relecture-tests")
            try await blocker.withSession { sql in
                try sql.script("BEGIN; LOCK TABLE relecture.camera_result IN EXCLUSIVE MODE")
            }
            async let isStored = store.database.store(findings, of: task, under: old)
            try await eventually("the leader's transaction blocks") {
                try await store.value(
                    """
                    SELECT count(*) FROM pg_stat_activity
                    WHERE datname = current_database() AND wait_event_type = 'Lock'
                    """) == 1
            }
            try await store.execute("UPDATE relecture.leadership SET lease_until = now() - interval '1 s'")
            let new = try #require(try await store.database.lead(as: "new", lease: .seconds(30)))
            try await blocker.withSession { try $0.script("ROLLBACK") }
            #expect(try await isStored == false)
            let rows: Int? = try await store.value("SELECT count(*) FROM relecture.camera_result")
            #expect(rows == 0, "nothing of it may remain")
            #expect(try await store.database.store(findings, of: task, under: new))
            await blocker.close()
        }
    }
}
