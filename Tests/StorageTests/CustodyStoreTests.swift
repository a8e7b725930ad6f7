import Analysis
import Catalogue
import Chronology
import Footage
import Postgres
import Requisitions
import Schema
import TestSupport
import Testing
import Timelines
import WorkLedger

@Suite(.timeLimit(.minutes(10)))
struct CustodyStoreTests {
    @Test func deliveriesAreKeptOnceAndGoWithTheirRecording() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let recording = try await store.addRecording(TestStore.minute(0), to: requisition)
            let sealed = Delivery(
                originalName: "a.mp4", by: "Cpl. B", at: TestStore.window.start, seal: "S-12", medium: "disk 7")
            let bare = Delivery(originalName: "b.mp4", by: "Cpl. B", at: nil, seal: "", medium: "")
            for delivery in [sealed, bare, sealed, bare] {
                try await store.database.add(delivery, of: recording, by: "tester")
            }
            let kept = try await store.database.deliveries(of: requisition)
            #expect(kept.map(\.delivery) == [sealed, bare])
            #expect(kept.allSatisfy { $0.recording == recording && $0.recordedBy == "tester" })
            #expect(try await store.database.recordings([recording]).count == 1)
            #expect(try await store.database.requisitions(of: [recording]) == [requisition])
            let unknown = RecordingID(rawValue: "00000000-0000-4000-8000-000000000009")
            await #expect(throws: StorageError.unknown(kind: "footage", id: unknown.rawValue)) {
                _ = try await store.database.recordings([recording, unknown])
            }
            try await store.execute("DELETE FROM relecture.recording")
            #expect(try await store.database.deliveries(of: requisition).isEmpty)
        }
    }

    @Test func exportsAreRemembered() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let export = Export(
                kind: "evidence", path: "/tmp/bag", host: "here", digest: "00ff", recipient: "the judge")
            try await store.database.add(export, of: requisition)
            #expect(try await store.database.exports(of: requisition) == [export])
        }
    }

    @Test func replaysStandBesideTheStoredResultOfTheirEpoch() async throws {
        try await TestStore.with { store in
            let database = store.database
            let review = try await store.startReview(of: try await store.openRequisition(), chunks: 2)
            let worker = try await store.worker()
            let number = try #require(try await store.chunks(of: review).first)
            let claim = try #require(
                try await database.claim(chunk: number, of: review, by: worker, lease: .seconds(60)))
            #expect(try await database.result(of: claim) == nil)
            #expect(try await database.replayableChunks(of: review).isEmpty)
            let coverage = [CoverageSpan(span: TestStore.minute(0), state: .analysed)]
            let isStored = try await database.finish(
                claim, by: worker, tracklets: [], coverage: coverage, framesAnalysed: 5, framesOutside: 1)
            #expect(isStored)
            let chunks = try await database.replayableChunks(of: review)
            #expect(chunks.map(\.claim) == [claim] && chunks.map(\.worker) == ["w1"])
            let stored = try #require(try await database.result(of: claim))
            #expect(stored == ChunkResult(tracklets: [], coverage: coverage, framesAnalysed: 5))

            let replay = Replay(
                chunk: number, epoch: claim.epoch, person: "p", host: "h", build: "b", storedDigest: "a",
                replayedDigest: "b", difference: "frames")
            try await database.add(replay, of: claim)
            var kept = try await database.replays(of: review)
            #expect(kept.count == 1 && kept[0].at != nil && !kept[0].isEqual)
            kept[0].at = nil
            #expect(kept == [replay])
            #expect(try await database.result(of: claim) == stored)
        }
    }

    @Test func shareForDoubleReviewIsKeptAlsoWhenTheReviewIsAskedForAgain() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            var request = TestStore.request(of: requisition, chunks: [])
            request.submission = "same"
            let review = try await store.database.insert(request)
            #expect(try await store.database.review(review).doubleShare == 0)
            request.doubleShare = 500
            #expect(try await store.database.insert(request) == review)
            #expect(try await store.database.review(review).doubleShare == 500)
        }
    }
}
