import Catalogue
import Chronology
import Findings
import Footage
import Planning
import Postgres
import Requisitions
import Schema
import TestSupport
import Testing
import Timelines
import WorkLedger

@Suite(.timeLimit(.minutes(10)))
struct ReviewTests {
    @Test func reviewThatCannotBeStoredWholeLeavesNothing() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let empty = TimeSpan(start: TestStore.window.start, end: TestStore.window.start)
            let request = TestStore.request(
                of: requisition,
                chunks: [0, 1].map { PlannedChunk(camera: TestStore.camera, span: TestStore.minute($0)) }
                    + [PlannedChunk(camera: TestStore.camera, span: empty)])
            await #expect(throws: PostgresError.self) { try await store.database.insert(request) }
            #expect(try await store.database.reviews().isEmpty)
            #expect(try await store.value("SELECT count(*) FROM relecture.chunk") == 0)
        }
    }

    @Test func chunksAreStoredInTheirOrderToTheMicrosecond() async throws {
        try await TestStore.with { store in
            let spans = [(0, 4_999_999), (4_999_999, 5_000_001), (7_000_003, 60_000_000)].map { from, to in
                TimeSpan(
                    start: TestStore.window.start.advanced(byMicroseconds: Int64(from)),
                    end: TestStore.window.start.advanced(byMicroseconds: Int64(to)))
            }
            let request = TestStore.request(
                of: try await store.openRequisition(),
                chunks: spans.map { PlannedChunk(camera: TestStore.camera, span: $0) })
            let review = try await store.database.insert(request)
            #expect(try await store.database.chunks(of: review).map(\.span) == spans)
        }
    }

    @Test func allChunksAreListedHoweverMany() async throws {
        try await TestStore.with { store in
            let start = TestStore.window.start
            let chunks = (0..<10_001).map { number in
                let from = start.advanced(byMicroseconds: Int64(number) * 1_000)
                return PlannedChunk(
                    camera: TestStore.camera, span: TimeSpan(start: from, end: from.advanced(byMicroseconds: 1_000)))
            }
            let review = try await store.database.insert(
                TestStore.request(of: store.openRequisition(), chunks: chunks))
            #expect(try await store.database.chunks(of: review).count == 10_001)
            #expect(try await store.database.chunks(of: review, limit: 7).count == 7)
        }
    }

    @Test func summaryCountsChunksAndFootage() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition("9/26"), chunks: 3)
            let chunks = try await store.chunks(of: review)
            let worker = try await store.worker()
            let done = try #require(try await store.database.claim(chunks[0], of: review, by: worker))
            #expect(try await store.database.finish(done, by: worker))
            let running = try #require(try await store.database.claim(chunks[1], of: review, by: worker))
            _ = try await store.database.renew(
                [chunks[1]: (epoch: running.epoch, done: 15_000_000)], by: worker, lease: .seconds(30))
            let summary = try await store.database.review(review)
            #expect(summary.state == .running && summary.reference == "9/26")
            #expect(summary.chunks == [.done: 1, .running: 1, .ready: 1])
            #expect(summary.footage == 180_000_000 && summary.footageDone == 75_000_000)
        }
    }

    @Test(arguments: ["", "x", "00000000-0000-0000-0000-000000000000", "0000000g-0000-0000-0000-000000000000"])
    func unknownIdIsToldWithWhatKindItWouldBe(id: String) async throws {
        try await TestStore.with { store in
            await #expect(throws: StorageError.unknown(kind: "review", id: id)) {
                try await store.database.review(ReviewID(rawValue: id))
            }
            await #expect(throws: StorageError.unknown(kind: "requisition", id: id)) {
                try await store.database.requisition(RequisitionID(rawValue: id))
            }
        }
    }

    @Test func requeuedChunkHasAllItsAttemptsAndItsReviewRunsAgain() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            let worker = try await store.worker()
            await #expect(throws: StorageError.self) { try await store.database.requeue(chunk: chunk) }
            let claim = try #require(try await store.database.claim(chunk, of: review, by: worker))
            try await store.database.fail(claim, by: worker, detail: "no", pause: .zero, maximumAttempts: 1)
            try await store.complete(review, hole: .quarantined)
            #expect(try await store.database.review(review).state == .completeWithHoles)
            try await store.database.requeue(chunk: chunk)
            let summary = try await store.database.review(review)
            #expect(summary.state == .running && summary.finishedAt == nil)
            #expect(try await store.database.claim(chunk, of: review, by: worker)?.attempts == 1)
        }
    }

    @Test func skippedChunkIsNeverClaimedAndIsAHole() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            try await store.database.skip(chunk: chunk)
            #expect(try await store.database.claim(chunk, of: review, by: store.worker()) == nil)
            let outcome = try await store.database.mergeInput(review: review, camera: TestStore.camera).chunks
            #expect(outcome.map(\.progress) == [.skipped])
            await #expect(throws: StorageError.unknown(kind: "chunk", id: "77")) {
                try await store.database.skip(chunk: 77)
            }
        }
    }
}
