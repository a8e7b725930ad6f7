import Chronology
import Coordinator
import Footage
import Formats
import Operations
import Planning
import Postgres
import Requisitions
import TestSupport
import Testing
import Timelines
import WorkLedger

@Suite(.timeLimit(.minutes(10)))
struct TimelineReaderServiceTests {
    private let rest = TimeSpan(start: TestStore.minute(3).start, end: TestStore.window.end)

    @Test func whileItRunsTheTimelineSaysWhatIsKnownAndWhatIsPending() async throws {
        try await Cluster.with { cluster in
            let review = try await cluster.review()
            let worker = try await cluster.worker()
            let chunks = try await cluster.store.chunks(of: review)
            let claim = try #require(
                try await cluster.store.database.claim(
                    chunk: chunks[0], of: review, by: worker.identity, lease: .seconds(30)))
            #expect(try await worker.finish(claim))
            let timeline = try await TimelineReader(database: cluster.store.database).timeline(of: review)
            #expect(!timeline.isComplete)
            let coverage = timeline.cameras[0].coverage
            #expect(coverage.map(\.state) == [.analysed, .pending, .gap])
            #expect(coverage[0].span == TestStore.minute(0) && coverage[2].span == rest)
            // A person still in the picture when the analysed minute ends is known only up to that point.
            #expect(timeline.cameras[0].activity.map(\.end) == [TestStore.minute(0).end])
        }
    }

    @Test func footageImportedAfterThePlanIsAHoleAndNotSilence() async throws {
        try await Cluster.with { cluster in
            let review = try await cluster.review()
            let requisition = try await cluster.store.database.review(review).requisition
            try await cluster.store.addRecording(TestStore.minute(9), to: requisition)
            let timeline = try await TimelineReader(database: cluster.store.database).timeline(of: review)
            let late = timeline.cameras[0].coverage.filter { $0.state == .skipped }
            #expect(late.map(\.span) == [TestStore.minute(9)])
            #expect(late.map(\.reason) == ["imported-later"])
            #expect(timeline.hasHoles)
        }
    }

    @Test func damageThatImportFoundIsStatedInTheCoverage() async throws {
        try await Cluster.with { cluster in
            let requisition = try await cluster.store.openRequisition()
            let damage = Recording.Damage(span: TestStore.minute(1), reason: "truncated")
            try await cluster.store.addRecording(TestStore.minute(0), to: requisition, damage: [damage])
            let planner = ReviewPlanner(database: cluster.store.database)
            let plan = try await planner.plan(requisition, profile: .standard, length: .whole, urgency: .normal)
            #expect(plan.request.chunks.map(\.span) == [TestStore.minute(0)])
            let review = try await planner.start(plan)
            let worker = try await cluster.worker()
            let summary = try await cluster.coordinated(by: cluster.coordinator()) {
                try await worker.work(until: review)
            }
            #expect(summary.state == .completeWithHoles)
            let coverage = try await TimelineReader(database: cluster.store.database).timeline(of: review)
                .cameras[0].coverage
            #expect(coverage.map(\.state) == [.analysed, .undecodable, .gap])
            #expect(coverage[1].reason == "truncated")
        }
    }

    @Test func onlyCamerasOfTheRequisitionCanBeAskedFor() async throws {
        try await Cluster.with { cluster in
            let review = try await cluster.review()
            let reader = TimelineReader(database: cluster.store.database)
            await #expect(throws: RequisitionError.self) {
                try await reader.timeline(of: review, camera: CameraID(rawValue: "roof"))
            }
        }
    }

    @Test func framesInScopeAreCountedInTheOrderShown() async throws {
        try await Cluster.with { cluster in
            let review = try await cluster.review()
            let reader = TimelineReader(database: cluster.store.database)
            let frames = try await reader.frames(of: review, camera: TestStore.camera)
            #expect(frames.count == 4_500)
            #expect(frames.first?.time == TestStore.window.start)
            #expect(zip(frames, frames.dropFirst()).allSatisfy { $0.time < $1.time })
        }
    }

    @Test func requisitionWithoutFootageInScopeIsNotReviewed() async throws {
        try await Cluster.with { cluster in
            let requisition = try await cluster.store.openRequisition()
            let after = TimeSpan(
                start: TestStore.window.end, end: TestStore.window.end.advanced(byMicroseconds: 60_000_000))
            try await cluster.store.addRecording(after, to: requisition)
            let planner = ReviewPlanner(database: cluster.store.database)
            await #expect(throws: ReviewPlanner.Problem.self) {
                try await planner.plan(requisition, profile: .standard, length: .whole, urgency: .normal)
            }
        }
    }
}
