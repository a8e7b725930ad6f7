import Analysis
import Catalogue
import Chronology
import Findings
import Footage
import Planning
import Postgres
import TestSupport
import Testing
import Timelines
import WorkLedger

/// Analysts' SQL questions on data made so that mistakes show, which the sample footage would not reveal.
@Suite(.timeLimit(.minutes(10)))
struct AnalystQuestionTests {
    private static let other = CameraID(rawValue: "yard")

    private static func second(_ number: Double) -> Timestamp {
        TestStore.window.start.advanced(byMicroseconds: Int64(number * 1_000_000))
    }

    /// Returns a track of a small box whose foot point visits one place a second, in whole thousandths.
    private static func track(_ id: Int, from start: Double, through places: [(x: Int32, y: Int32)]) -> Track {
        let points = places.enumerated().map { number, place in
            TrackPoint(
                time: second(start + Double(number)),
                box: Box(x: place.x * 10 - 100, y: place.y * 10 - 500, width: 200, height: 500))
        }
        return Track(
            id: id, span: TimeSpan(start: second(start), end: second(start + Double(places.count))), points: points,
            confidence: 9_000)
    }

    /// Stores a camera's findings as the merger does.
    private func store(
        _ tracks: [Track], activity: [TimeSpan] = [], camera: CameraID = TestStore.camera, of review: ReviewID,
        in store: TestStore
    ) async throws {
        let leader = try #require(try await store.database.lead(as: "test", lease: .seconds(60)))
        let task = try #require(
            try await store.database.mergeTasks().first { $0.review == review && $0.camera == camera })
        let findings = CameraFindings(
            camera: camera, clock: "file-name", coverage: Findings.analysed(TestStore.window), activity: activity,
            tracks: tracks)
        #expect(try await store.database.store(findings, of: task, under: leader))
    }

    @Test func aTrackVisitsAZoneAsOftenAsItEntersIt() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let inside = (x: Int32(550), y: Int32(450))
            let outside = (x: Int32(900), y: Int32(500))
            // The zone is a triangle; the third track stays outside it but inside its bounding box.
            try await self.store(
                [
                    AnalystQuestionTests.track(1, from: 0, through: [outside, inside, inside, outside, inside]),
                    AnalystQuestionTests.track(2, from: 10, through: [inside, inside]),
                    AnalystQuestionTests.track(3, from: 20, through: [(420, 580), (430, 590)]),
                ], of: review, in: store)
            let zone = "((0.4,0.4),(0.6,0.4),(0.6,0.6))"
            let visits = try await store.rows(
                """
                SELECT track, extract(epoch FROM entered_at - $2)::float8 AS entered,
                    extract(epoch FROM left_at - $2)::float8 AS left_at, came_in, went_out
                FROM timeline.in_zone($1::uuid, 'gate', '\(zone)')
                """, [review.rawValue, AnalystQuestionTests.second(0).stored])
            #expect(try visits.map { try $0.decode("track") } == [1, 1, 2])
            #expect(try visits.map { try $0.decode("entered") } == [1.0, 4.0, 10.0])
            #expect(try visits.map { try $0.decode("left_at") } == [3.0, 5.0, 12.0])
            #expect(try visits.map { try $0.decode("came_in") } == [true, true, false])
            #expect(try visits.map { try $0.decode("went_out") } == [true, false, false])
            let stays = try await store.rows(
                "SELECT track, visits, extract(epoch FROM stayed)::float8 AS stayed FROM timeline.dwell($1::uuid, 'gate', '\(zone)')",
                [review.rawValue])
            #expect(try stays.map { try $0.decode("visits") } == [2, 1])
            #expect(try stays.map { try $0.decode("stayed") } == [3.0, 2.0])
        }
    }

    @Test func aLineIsCrossedOnceWhereATrackStopsOnIt() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            try await self.store(
                [
                    AnalystQuestionTests.track(
                        1, from: 0, through: [(400, 500), (500, 500), (500, 510), (600, 500), (450, 500)]),
                    // One track passes beyond the end of the line; one goes up to the line and back.
                    AnalystQuestionTests.track(2, from: 10, through: [(400, 950), (600, 950)]),
                    AnalystQuestionTests.track(3, from: 20, through: [(600, 500), (500, 500), (600, 500)]),
                ], of: review, in: store)
            let crossings = try await store.rows(
                """
                SELECT track, direction, extract(epoch FROM at - $2)::float8 AS at
                FROM timeline.crossings($1::uuid, 'gate', '((0.5,0.9),(0.5,0.1))')
                """, [review.rawValue, AnalystQuestionTests.second(0).stored])
            #expect(try crossings.map { try $0.decode("track") } == [1, 1])
            #expect(try crossings.map { try $0.decode("direction") } == ["left to right", "right to left"])
            #expect(try crossings.map { try $0.decode("at") } == [1.0, 4.0])
        }
    }

    @Test func camerasSeeAtOnceForCertainOnlyWhatTheirClocksCannotMoveApart() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition(cameras: [TestStore.camera, AnalystQuestionTests.other])
            let review = try await store.startReview(of: requisition, chunks: 1)
            func span(_ from: Double, _ to: Double) -> TimeSpan {
                TimeSpan(start: AnalystQuestionTests.second(from), end: AnalystQuestionTests.second(to))
            }
            try await self.store([], activity: [span(100, 120), span(300, 301)], of: review, in: store)
            // This camera's clock is a minute slow.
            try await self.store(
                [], activity: [span(50, 70), span(240, 241)], camera: AnalystQuestionTests.other, of: review, in: store)
            func presence() async throws -> [[String]] {
                try await store.rows(
                    """
                    SELECT round(extract(epoch FROM true_start - $2), 1)::text AS f, round(extract(epoch FROM true_end - $2), 1)::text AS t,
                        certainty FROM timeline.co_presence($1::uuid, 'gate', 'yard')
                    """, [review.rawValue, AnalystQuestionTests.second(0).stored]
                ).map { [try $0.decode("f"), try $0.decode("t"), try $0.decode("certainty")] }
            }
            #expect(try await presence().isEmpty)
            let late = ClockAnchor(
                shown: AnalystQuestionTests.second(0), trueTime: AnalystQuestionTests.second(60),
                uncertainty: 2_000_000, source: "a test"
            )
            try await store.database.set(late, ofCamera: AnalystQuestionTests.other, in: requisition)
            // Only one of the two clocks has been measured.
            let unmeasured = try await presence()
            #expect(unmeasured.count == 3 && unmeasured.allSatisfy { $0[2] == "unmeasured" })
            let right = ClockAnchor(
                shown: AnalystQuestionTests.second(0), trueTime: AnalystQuestionTests.second(0), uncertainty: 1_000_000,
                source: "a test")
            try await store.database.set(right, ofCamera: TestStore.camera, in: requisition)
            // Certainly 101 to 119 and 112 to 128, at most 99 to 121 and 108 to 132; a one-second span is never
            // certain.
            #expect(
                try await presence() == [
                    ["108.0", "112.0", "possible"], ["112.0", "119.0", "certain"], ["119.0", "121.0", "possible"],
                    ["299.0", "302.0", "possible"],
                ])
        }
    }

    @Test func everyMomentInScopeHasOneStateWithTheAttemptItComesFrom() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition(cameras: [TestStore.camera, AnalystQuestionTests.other])
            let review = try await store.startReview(of: requisition, chunks: 2)
            let worker = try await store.worker("w9")
            let chunks = try await store.chunks(of: review)
            let claim = try #require(try await store.database.claim(chunks[0], of: review, by: worker))
            #expect(try await store.database.finish(claim, by: worker))
            let leader = try #require(try await store.database.lead(as: "test", lease: .seconds(60)))
            let task = try #require(try await store.database.mergeTasks().first { $0.camera == TestStore.camera })
            let end = TestStore.minute(1).end
            let findings = CameraFindings(
                camera: TestStore.camera, clock: "file-name",
                coverage: [
                    CoverageSpan(span: TestStore.minute(0), state: .analysed),
                    CoverageSpan(span: TestStore.minute(1), state: .pending),
                    CoverageSpan(
                        span: TimeSpan(start: end, end: TestStore.window.end), state: .gap, reason: "no-footage"),
                ], activity: [], tracks: [])
            #expect(try await store.database.store(findings, of: task, under: leader))
            let rows = try await store.rows(
                """
                SELECT camera, state, reason, chunk, epoch, worker, build, profile, extract(epoch FROM duration)::bigint AS seconds
                FROM timeline.provenance WHERE review = $1::uuid ORDER BY camera, starts_at
                """, [review.rawValue])
            #expect(try rows.map { try $0.decode("state") } == ["analysed", "pending", "gap", "pending"])
            #expect(try rows.map { try $0.decode("chunk", as: ChunkID?.self) } == [chunks[0], chunks[1], nil, nil])
            #expect(try rows.map { try $0.decode("worker", as: String?.self) } == ["w9", nil, nil, nil])
            #expect(try rows.map { try $0.decode("build", as: String?.self) } == ["test", nil, nil, nil])
            #expect(try rows.map { try $0.decode("seconds") } == [60, 60, 3_480, 3_600])
            #expect(try rows.allSatisfy { try $0.decode("profile") == "default" })
            try await store.execute(
                """
                UPDATE relecture.review SET profile = '{"ignore": [{"x": 0}, {"camera": "gate"}, {"camera": "elsewhere"}]}'
                WHERE id = $1::uuid
                """, [review.rawValue])
            let said: [String] = try await store.rows(
                "SELECT statement FROM timeline.found($1::uuid, tstzrange($2, $3))",
                [review.rawValue, TestStore.minute(0).start.stored, TestStore.minute(3).start.stored]
            ).map { try $0.decode("statement") }
            #expect(
                said == [
                    "nothing found in the analysed 00:01:00, 00:02:00 in scope not analysed, 2 areas of the picture ignored",
                    "nothing was analysed, 00:03:00 in scope not analysed, 1 area of the picture ignored",
                ])
        }
    }
}
