import Catalogue
import Chronology
import Erasure
import Findings
import Footage
import Planning
import Postgres
import Requisitions
import Schema
import TestSupport
import Testing
import WorkLedger

/// The database's own refusals, which apply to anyone bypassing the program, including the database owner.
@Suite(.timeLimit(.minutes(10)))
struct AuthorityTests {
    /// Returns the SQL state with which PostgreSQL refuses a statement; nil if it does not.
    private func refusal(_ store: TestStore, _ sql: String, _ values: [any PostgresEncodable] = []) async -> String? {
        do {
            try await store.execute(sql, values)
            return nil
        } catch let error as PostgresError {
            return error.sqlState
        } catch {
            return "\(error)"
        }
    }

    private static let chunk = """
        INSERT INTO relecture.chunk (review_id, requisition_id, camera, ordinal, starts_at, ends_at)
        SELECT id, requisition_id, $2, 99, $3::timestamptz, $4::timestamptz FROM relecture.review WHERE id = $1::uuid
        """

    @Test func chunksOutsideTheScopeAreRefusedToTheOwnerToo() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: try await store.openRequisition(), chunks: 1)
            let (first, next) = (TestStore.minute(0), TestStore.minute(60))
            let insert = { (camera: String, span: TimeSpan) -> String? in
                await refusal(
                    store, Self.chunk, [review.rawValue, camera, span.start.rfc3339, span.end.rfc3339])
            }
            #expect(await insert("yard", first) == "RL002", "another camera")
            #expect(await insert("gate", next) == "RL002", "outside the window")
            #expect(
                await insert("gate", TimeSpan(start: TestStore.minute(59).start, end: next.end)) == "RL002",
                "beyond its end")
            #expect(await insert("gate", first) == nil, "within")
            #expect(
                await refusal(
                    store,
                    "UPDATE relecture.chunk SET ends_at = ends_at + interval '2 hours' WHERE review_id = $1::uuid",
                    [review.rawValue]) == "RL002")
        }
    }

    @Test(arguments: [
        "UPDATE relecture.requisition SET state = 'suspended'",
        "UPDATE relecture.requisition SET state = 'closed'",
        "UPDATE relecture.requisition SET expires_at = now() - interval '1 s'",
    ])
    func nothingIsPlannedClaimedOrImportedOnceItIsOutOfForce(end: String) async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            try await store.addRecording(TestStore.minute(0), to: requisition)
            let review = try await store.startReview(of: requisition, chunks: 2)
            let chunks = try await store.chunks(of: review)
            let worker = try await store.worker()
            #expect(
                try await store.database.claim(chunk: chunks[0], of: review, by: worker, lease: .seconds(30)) != nil)
            try await store.execute(end)
            #expect(
                try await store.database.claim(chunk: chunks[1], of: review, by: worker, lease: .seconds(30)) == nil)
            #expect(try await store.database.dueChunks(window: 9, patience: .seconds(60)).isEmpty)
            await #expect(throws: StorageError.self) { _ = try await store.startReview(of: requisition, chunks: 1) }
            await #expect(throws: (any Error).self) {
                try await store.addRecording(TestStore.minute(1), to: requisition)
            }
            #expect(
                await refusal(
                    store,
                    """
                    UPDATE relecture.chunk SET state = 'running', epoch = epoch + 1, lease_until = now() WHERE id = $1
                    """, [chunks[1]]) == "RL001")
            #expect(
                await refusal(
                    store,
                    """
                    INSERT INTO relecture.review (requisition_id, profile_name, profile_digest, profile, chunk_length)
                    VALUES ($1::uuid, '', '', '{}', '')
                    """, [requisition.rawValue]) == "RL001")
        }
    }

    @Test func suspendingHandsBackWhatRunsAndResumingLetsItGoOn() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let review = try await store.startReview(of: requisition, chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            let worker = try await store.worker()
            let claim = try #require(
                try await store.database.claim(chunk: chunk, of: review, by: worker, lease: .seconds(30)))
            try await store.database.suspend(requisition)
            #expect(
                try await store.database.renew([chunk: (claim.epoch, 0)], by: worker, lease: .seconds(30)).isEmpty,
                "the worker learns that it lost the chunk")
            try await store.database.resume(requisition)
            let again = try await store.database.claim(chunk: chunk, of: review, by: worker, lease: .seconds(30))
            #expect(again?.attempts == 1, "a released attempt does not count")
            try await store.database.close(requisition)
            await #expect(throws: StorageError.self) { try await store.database.resume(requisition) }
        }
    }

    @Test func extensionsAreRecordedAndReviewsKeepTheScopeTheyWerePlannedWith() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let review = try await store.startReview(of: requisition, chunks: 1)
            let before = try await store.database.requisition(requisition)
            let later = TimeSpan(start: TestStore.minute(90).start, end: TestStore.minute(120).end)
            let order = try before.order.extended(cameras: [CameraID(rawValue: "yard")], windows: [later], expires: nil)
            try await store.database.extend(
                requisition, cameras: [CameraID(rawValue: "yard")], windows: [later], expires: nil, by: "clerk",
                orderedBy: "the judge", because: "another witness", changes: "more")
            #expect(try await store.database.requisition(requisition).order == order)
            #expect(try await store.database.windows(of: review) == before.order.windows)
            #expect(try await store.database.cameras(of: review) == before.order.cameras)
            #expect(try await store.database.mergeTasks().map(\.camera) == before.order.cameras)
            let found = try #require(try await store.database.extensions(of: requisition).first)
            #expect(found.person == "clerk" && found.orderedBy == "the judge" && found.reason == "another witness")
            let second = try await store.startReview(of: requisition, chunks: 1, camera: CameraID(rawValue: "yard"))
            #expect(try await store.database.windows(of: second) == order.windows)
            #expect(try await store.database.cameras(of: second) == order.cameras)
        }
    }

    @Test func nothingIsProlongedBeyondTheErasureThatIsSetForIt() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let due = TestStore.window.end.advanced(byMicroseconds: 1_000_000_000_000_000)
            try await store.database.scheduleErasure(of: requisition, on: due, by: "a judge")
            func prolong(_ microseconds: Int64) async throws {
                try await store.database.extend(
                    requisition, cameras: [], windows: [], expires: due.advanced(byMicroseconds: microseconds),
                    by: "clerk", orderedBy: "the judge", because: "a test", changes: "longer")
            }
            let error = await #expect(throws: StorageError.self) { try await prolong(1) }
            #expect(error?.description.contains("erase schedule") == true)
            try await prolong(0)
            #expect(try await store.database.extensions(of: requisition).count == 1)
        }
    }

    @Test func extensionsAtTheSameTimeAllCount() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for hour in 2..<6 {
                    group.addTask {
                        try await store.database.extend(
                            requisition, cameras: [], windows: [TestStore.minute(60 * hour)], expires: nil, by: "clerk",
                            orderedBy: "the judge", because: "a test", changes: "more")
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await store.database.requisition(requisition).order.windows.count == 5)
            #expect(try await store.database.extensions(of: requisition).count == 4)
        }
    }

    @Test func nobodyClaimsWhatIsBeingSuspended() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let review = try await store.startReview(of: requisition, chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            let worker = try await store.worker()
            let other = PostgresConnection(to: try PostgresEndpoint(store.url), applicationName: "clerk")
            try await other.withSession {
                try $0.script(
                    """
                    BEGIN; SELECT FROM relecture.requisition FOR UPDATE; UPDATE relecture.requisition SET state = 'suspended'
                    """)
            }
            let claiming = Task {
                try await store.database.claim(chunk: chunk, of: review, by: worker, lease: .seconds(30))
            }
            try await eventually("the claim blocks") {
                try await store.value(
                    """
                    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
                    """) != 0
            }
            try await other.withSession { try $0.script("COMMIT") }
            await other.close()
            #expect(try await claiming.value == nil)
        }
    }

    @Test func theWholeOrderComesBackAsItWasGiven() async throws {
        try await TestStore.with { store in
            var details = RequisitionDetails()
            (details.procedure, details.legalBasis, details.officer) = ("PV 7", "flagrance", "B. Officer")
            (details.magistrate, details.isFlagrance, details.orderedOn) = ("C. Judge", true, "2026-03-03")
            (details.purpose, details.seal) = ("find the car", "S-1")
            details.expires = TestStore.window.end.advanced(byMicroseconds: 1)
            let order = try RequisitionOrder(
                reference: "r", authority: "a", cameras: [TestStore.camera],
                windows: [TestStore.minute(5), TestStore.minute(1)], details: details)
            let read = try await store.database.requisition(try await store.database.open(order))
            #expect(read.order == order)
            #expect(read.isExpired, "the order must have expired")
        }
    }
}
