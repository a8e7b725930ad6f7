import Analysis
import Chronology
import Findings
import Footage
import Planning
import Postgres
import TestSupport
import Testing
import Timelines
import WorkLedger

@Suite(.timeLimit(.minutes(10)))
struct ResultTests {
    @Test func whatAnAttemptStoredIsWhatTheMergeReads() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 2)
            let chunks = try await store.chunks(of: review)
            let worker = try await store.worker()
            let claim = try #require(try await store.database.claim(chunks[1], of: review, by: worker))
            let tracklets = [Findings.tracklet(in: claim.span), Findings.tracklet(in: TestStore.minute(2))]
            let coverage = [
                CoverageSpan(span: claim.span, state: .undecodable, reason: "damaged")
            ]
            #expect(
                try await store.database.finish(
                    claim, by: worker, tracklets: tracklets.map(EncodedTracklet.init), coverage: coverage,
                    framesAnalysed: 1, framesOutside: 0))
            let input = try await store.database.mergeInput(review: review, camera: TestStore.camera)
            #expect(input.tracklets == tracklets)
            #expect(input.chunks.map(\.progress) == [.pending, .done(coverage)])
            #expect(input.chunks.map(\.span) == [TestStore.minute(0), TestStore.minute(1)])
            #expect(input.windows == [TestStore.window])
        }
    }

    @Test(arguments: [nil, .gap, .undecodable, .quarantined, .skipped] as [CoverageSpan.State?])
    func reviewIsCompleteOnlyWithoutHolesAndAGapIsNone(hole: CoverageSpan.State?) async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let worker = try await store.worker()
            let chunk = try await store.chunks(of: review)[0]
            let claim = try #require(try await store.database.claim(chunk, of: review, by: worker))
            let leader = try #require(try await store.database.lead(as: "test", lease: .seconds(60)))
            #expect(try await store.database.completeReviews(under: leader).isEmpty)
            #expect(try await store.database.finish(claim, by: worker))
            // Not before its cameras are merged.
            #expect(try await store.database.completeReviews(under: leader).isEmpty)
            try await store.complete(review, hole: hole)
            let hasHoles = hole != nil && hole != .gap
            let summary = try await store.database.review(review)
            #expect(summary.state == (hasHoles ? .completeWithHoles : .complete))
            #expect(summary.finishedAt != nil)
            #expect(try await store.database.mergeTasks().isEmpty)
        }
    }

    @Test func storedTimelineReadsBackAndReplacesTheOneBefore() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let leader = try #require(try await store.database.lead(as: "test", lease: .seconds(60)))
            let task = try #require(try await store.database.mergeTasks().first)
            for minute in [3, 5] {
                let findings = Findings.camera(
                    TestStore.camera, coverage: Findings.analysed(TestStore.window), track: TestStore.minute(minute))
                #expect(try await store.database.store(findings, of: task, under: leader))
                let stored = try await store.database.completeFindings(review: review, camera: TestStore.camera)
                #expect(stored == findings)
            }
        }
    }

    @Test func viewsShowWhatWasStored() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition("12/26"), chunks: 1)
            try await store.complete(review, hole: .undecodable)
            let key = "WHERE reference = '12/26' AND review = $1::uuid AND camera = 'gate'"
            let coverage = try await store.rows(
                """
                SELECT state, reason, during @> starts_at AS holds, extract(epoch FROM duration)::bigint AS seconds
                FROM timeline.coverage \(key) ORDER BY starts_at
                """, [review.rawValue])
            #expect(try coverage.map { try $0.decode("state") } == ["undecodable", "analysed"])
            #expect(try coverage.map { try $0.decode("seconds") } == [60, 3_540])
            #expect(try coverage.map { try $0.decode("reason", as: String?.self) } == ["code", nil])
            #expect(try coverage.allSatisfy { try $0.decode("holds") })
            let activity = try await store.rows(
                "SELECT starts_at, ends_at, is_complete FROM timeline.activity \(key)", [review.rawValue])
            #expect(activity.count == 1)
            let start: PostgresTimestamp = try #require(activity.first).decode("starts_at")
            #expect(start.microseconds == TestStore.minute(1).start.microseconds)
            let track = try #require(
                try await store.rows(
                    """
                    SELECT track, class, confidence::float8 AS confidence, first_x::float8 AS x,
                        last_x::float8 AS last_x, first_height::float8 AS height
                    FROM timeline.tracks \(key)
                    """, [review.rawValue]
                ).first)
            #expect(try track.decode("track") == 1)
            #expect(try track.decode("class") == "unknown")
            #expect(try track.decode("confidence") == 0.9)
            #expect(try track.decode("x") == 0.1)
            #expect(try track.decode("last_x") == 0.12)
            #expect(try track.decode("height") == 0.15)
        }
    }
}

extension TestStore {
    /// Ends a review's remaining chunks, stores a timeline whose first minute is `hole`, and completes the review.
    func complete(_ review: ReviewID, hole: CoverageSpan.State?) async throws {
        try await execute(
            """
            UPDATE relecture.chunk SET state = 'done', finished_at = now(), lease_until = NULL
            WHERE review_id = $1::uuid AND state IN ('ready', 'running')
            """, [review.rawValue])
        let leader = try #require(try await database.lead(as: "test", lease: .seconds(60)))
        let rest = TimeSpan(start: TestStore.minute(0).end, end: TestStore.window.end)
        let first = CoverageSpan(
            span: TestStore.minute(0), state: hole ?? .analysed, reason: hole == nil ? "" : "code")
        for task in try await database.mergeTasks() where task.review == review {
            let findings = Findings.camera(
                task.camera, coverage: ([first] + Findings.analysed(rest)).joined(), track: TestStore.minute(1))
            _ = try await database.store(findings, of: task, under: leader)
        }
        _ = try await database.completeReviews(under: leader)
    }
}
