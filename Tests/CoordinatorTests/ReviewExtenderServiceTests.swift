import Analysis
import Catalogue
import Coordinator
import Footage
import Formats
import Operations
import Planning
import Requisitions
import Schema
import TestSupport
import Testing
import Timelines
import WorkLedger

@Suite(.timeLimit(.minutes(10)))
struct ReviewExtenderServiceTests {
    private func digest(_ review: ReviewID, _ cluster: Cluster) async throws -> String {
        let timeline = try await TimelineReader(database: cluster.store.database).timeline(of: review)
        return Digests.sha256(timeline.camerasJSON.text)
    }

    private func start(_ requisition: RequisitionID, _ length: ChunkLength, _ cluster: Cluster) async throws -> ReviewID
    {
        let planner = ReviewPlanner(database: cluster.store.database)
        return try await planner.start(
            try await planner.plan(requisition, profile: .standard, length: length, urgency: .normal))
    }

    @Test(arguments: [ChunkLength.cells(1), .cells(12), .whole])
    func extendedReviewHasTheDigestOfOneOverAllTheFootageAndKeepsWhatStays(length: ChunkLength) async throws {
        try await Cluster.with { cluster in
            let requisition = try await cluster.store.openRequisition()
            for minute in [0, 20, 21] {
                try await cluster.store.addRecording(TestStore.minute(minute), to: requisition)
            }
            let worker = try await cluster.worker()
            let extender = ReviewExtender(database: cluster.store.database)
            try await cluster.coordinated(by: cluster.coordinator()) {
                let review = try await start(requisition, length, cluster)
                #expect(try await worker.work(until: review).state == .complete)
                let before = try await digest(review, cluster)
                #expect(try await extender.changes(of: review).isEmpty)
                for minute in [1, 2, 40] {
                    try await cluster.store.addRecording(TestStore.minute(minute), to: requisition)
                }
                // Late footage changes nothing until an extension is requested.
                #expect(try await digest(review, cluster) == before)
                let changes = try await extender.changes(of: review)
                #expect(changes.recordings.count == 3)
                try await extender.extend(review, by: changes)
                #expect(try await cluster.store.database.review(review).state == .running)
                #expect(try await worker.work(until: review).state == .complete)
                let reference = try await start(requisition, length, cluster)
                _ = try await worker.work(until: reference)
                #expect(try await digest(review, cluster) == digest(reference, cluster))
                #expect(try await digest(review, cluster) != before)
                // Minutes 20 and 21 are far from the new footage, so their first attempts still stand.
                let epochs: Int? = try await cluster.store.value(
                    """
                    SELECT max(epoch)::bigint FROM relecture.chunk WHERE review_id = $1::uuid
                        AND starts_at >= (SELECT window_start + interval '20 min' FROM relecture.requisition)
                    """, [review.rawValue])
                #expect(epochs == 1)
            }
        }
    }

    @Test func reviewThatRunsDoesNotSeeWhatIsImportedMeanwhileAndSaysSo() async throws {
        try await Cluster.with { cluster in
            let requisition = try await cluster.store.openRequisition()
            try await cluster.store.addRecording(TestStore.minute(0), to: requisition)
            let review = try await start(requisition, .whole, cluster)
            try await cluster.store.addRecording(TestStore.minute(1), to: requisition)
            let worker = try await cluster.worker()
            let summary = try await cluster.coordinated(by: cluster.coordinator()) {
                try await worker.work(until: review)
            }
            #expect(summary.state == .completeWithHoles)
            let timeline = try await TimelineReader(database: cluster.store.database).timeline(of: review)
            let late = timeline.cameras[0].coverage.filter { $0.state == .skipped }
            #expect(late.map(\.span) == [TestStore.minute(1)] && late.map(\.reason) == ["imported-later"])
        }
    }

    @Test func runningChunkThatTheExtensionTouchesIsFencedAndOneFarAwayIsNot() async throws {
        try await Cluster.with { cluster in
            let requisition = try await cluster.store.openRequisition()
            for minute in [0, 30] { try await cluster.store.addRecording(TestStore.minute(minute), to: requisition) }
            let review = try await start(requisition, .whole, cluster)
            let worker = try await cluster.worker()
            var claims: [ChunkClaim] = []
            for chunk in try await cluster.store.chunks(of: review) {
                claims.append(
                    try #require(
                        try await cluster.store.database.claim(
                            chunk: chunk, of: review, by: worker.identity, lease: .seconds(60))))
            }
            try await cluster.store.addRecording(TestStore.minute(1), to: requisition)
            let extender = ReviewExtender(database: cluster.store.database)
            let changes = try await extender.changes(of: review)
            try await extender.extend(review, by: changes)
            #expect(try await worker.finish(claims[0]) == false)
            #expect(try await worker.finish(claims[1]))
            // A second request for the same changes, as from a concurrent caller, is refused.
            await #expect(throws: StorageError.self) { try await extender.extend(review, by: changes) }
            #expect(try await extender.changes(of: review).isEmpty)
        }
    }

    @Test func holesAloneAreTriedOnceMore() async throws {
        try await Cluster.with { cluster in
            let review = try await cluster.review()
            let chunks = try await cluster.store.chunks(of: review)
            let worker = try await cluster.worker()
            let extender = ReviewExtender(database: cluster.store.database)
            try await cluster.coordinated(by: cluster.coordinator()) {
                try await cluster.store.database.skip(chunk: chunks[1])
                #expect(try await worker.work(until: review).state == .completeWithHoles)
                let changes = try await extender.holes(of: review)
                #expect(changes.redone == [chunks[1]] && changes.added.isEmpty && changes.recordings.isEmpty)
                try await extender.extend(review, by: changes)
                #expect(try await worker.work(until: review).state == .complete)
                #expect(try await extender.holes(of: review).isEmpty)
            }
        }
    }

    @Test func theSameFootageAskedForAgainIsTheSameReviewAlsoOnceExtended() async throws {
        try await Cluster.with { cluster in
            let requisition = try await cluster.store.openRequisition()
            try await cluster.store.addRecording(TestStore.minute(0), to: requisition)
            let planner = ReviewPlanner(database: cluster.store.database)
            func plan(_ length: ChunkLength = .whole) async throws -> ReviewPlanner.Plan {
                try await planner.plan(requisition, profile: .standard, length: length, urgency: .normal)
            }
            let first = try await planner.startOnce(plan())
            #expect(try await planner.startOnce(plan()) == first)
            #expect(try await planner.start(plan()) != first)
            #expect(try await planner.startOnce(plan(.cells(2))) != first)
            try await cluster.store.addRecording(TestStore.minute(2), to: requisition)
            let extender = ReviewExtender(database: cluster.store.database)
            try await extender.extend(first, by: extender.changes(of: first))
            #expect(try await planner.startOnce(plan()) == first)
        }
    }

    @Test func anotherAnalysisVersionMakesAnotherReviewAndSaysOfWhich() async throws {
        try await Cluster.with { cluster in
            let store = cluster.store
            let requisition = try await store.openRequisition()
            try await store.addRecording(TestStore.minute(0), to: requisition)
            let planner = ReviewPlanner(database: store.database)
            let plan = try await planner.plan(requisition, profile: .standard, length: .whole, urgency: .normal)
            #expect(plan.request.analysisVersion == AnalysisVersion.current)
            let old = try await planner.startOnce(plan)
            // As started by a program without analysis versions: its profile has none, so its key differs.
            try await store.execute(
                """
                UPDATE relecture.review SET analysis_version = 0, submission = 'old',
                    profile = (profile::jsonb - 'analysisVersion')::text
                """)
            #expect(try await store.database.review(old).analysisVersion == AnalysisVersion.unknown)
            let other = try #require(try await planner.sameOfOtherVersion(as: plan))
            #expect(other.id == old && other.analysisVersion == AnalysisVersion.unknown)
            var night = AnalysisProfile.standard
            night.threshold += 1
            let different = try await planner.plan(
                requisition, profile: ReviewProfile(night), length: .whole, urgency: .normal)
            #expect(try await planner.sameOfOtherVersion(as: different) == nil)
            let new = try await planner.startOnce(plan)
            #expect(new != old)
            #expect(try await planner.sameOfOtherVersion(as: plan) == nil)
            #expect(try await planner.startOnce(plan) == new)
        }
    }
}
