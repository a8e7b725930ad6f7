import Catalogue
import Coordinator
import Footage
import Formats
import Operations
import Planning
import Postgres
import Requisitions
import Schema
import TestSupport
import Testing
import Timelines
import WorkLedger

/// Widening a requisition does not widen its existing reviews.
@Suite(.timeLimit(.minutes(10)))
struct ReviewCamerasTests {
    private static let yard = CameraID(rawValue: "yard")

    private func digest(_ review: ReviewID, _ reader: TimelineReader) async throws -> String {
        Digests.sha256(try await reader.timeline(of: review).camerasJSON.text)
    }

    @Test func reviewThatEndedKeepsItsCamerasAndItsDigestAndTheNextOneHasAll() async throws {
        try await Cluster.with { cluster in
            let database = cluster.store.database
            let requisition = try await cluster.store.openRequisition()
            try await cluster.store.addRecording(TestStore.minute(0), to: requisition)
            let planner = ReviewPlanner(database: database)
            func start() async throws -> ReviewID {
                try await planner.startOnce(
                    try await planner.plan(requisition, profile: .standard, length: .whole, urgency: .normal))
            }
            let reader = TimelineReader(database: database)
            let worker = try await cluster.worker()
            try await cluster.coordinated(by: cluster.coordinator()) {
                let first = try await start()
                #expect(try await worker.work(until: first).state == .complete)
                let before = try await digest(first, reader)
                try await database.extend(
                    requisition, cameras: [ReviewCamerasTests.yard], windows: [], expires: nil, by: "clerk",
                    orderedBy: "the judge", because: "another witness", changes: "camera yard")
                try await cluster.store.addRecording(
                    TestStore.minute(0), to: requisition, camera: ReviewCamerasTests.yard)

                #expect(try await digest(first, reader) == before)
                #expect(try await reader.timeline(of: first).cameras.map(\.camera) == [TestStore.camera])
                let error = await #expect(throws: StorageError.self) {
                    try await reader.timeline(of: first, camera: ReviewCamerasTests.yard)
                }
                #expect(error?.description.contains("extended later") == true)
                #expect(try await ReviewExtender(database: database).changes(of: first).isEmpty)
                let told: [String] = try await cluster.store.rows(
                    """
                    SELECT DISTINCT camera FROM timeline.coverage WHERE review = $1::uuid
                    UNION ALL SELECT camera FROM timeline.found($1::uuid, '(,)')
                    """, [first.rawValue]
                ).map { try $0.decode("camera") }
                #expect(told == ["gate", "gate"])

                let second = try await start()
                #expect(try await worker.work(until: second).state == .complete)
                #expect(
                    try await reader.timeline(of: second).cameras.map(\.camera)
                        == [TestStore.camera, ReviewCamerasTests.yard])
                #expect(try await digest(first, reader) == before)
            }
        }
    }
}
