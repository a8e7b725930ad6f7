import Analysis
import Footage
import Planning
import Schema
import TestSupport
import Testing
import WorkLedger

@Suite(.timeLimit(.minutes(10)))
struct AnalysisVersionClaimTests {
    private let other = AnalysisVersion.current + 1

    /// Registers a worker of another analysis version.
    private func stranger(_ name: String, _ store: TestStore) async throws -> WorkerIdentity {
        let worker = WorkerIdentity(
            name: name, incarnation: "00000000-0000-4000-8000-000000000099", host: "here", pid: 1, build: "test",
            slots: 1, analysisVersion: other)
        try await store.database.register(worker)
        return worker
    }

    @Test func chunkIsClaimedOnlyByWorkersOfItsReviewsVersion() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            let stranger = try await stranger("new", store)
            #expect(try await store.database.claim(chunk, of: review, by: stranger) == nil)
            let worker = try await store.worker("old")
            #expect(try await store.database.leave(chunk: chunk, to: review, by: worker) == nil)
            #expect(try await store.database.claim(chunk, of: review, by: worker) != nil)
            // The chunk is running by now: a worker of the right version used the ticket.
            #expect(try await store.database.leave(chunk: chunk, to: review, by: stranger) == nil)
        }
    }

    @Test func ticketThatAStrangerTookIsSentAgainAfterAMoment() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            let stranger = try await stranger("new", store)
            _ = try await store.worker("old")
            try await store.execute("UPDATE relecture.chunk SET dispatched_at = now()")
            #expect(try await store.database.leave(chunk: chunk, to: review, by: stranger) == AnalysisVersion.current)
            #expect(try await store.database.dueChunks(window: 9, patience: .seconds(60)).isEmpty)
            try await store.execute("UPDATE relecture.chunk SET not_before = now() - interval '1 s'")
            #expect(try await store.database.dueChunks(window: 9, patience: .seconds(60)).map(\.chunk) == [chunk])
        }
    }

    @Test func nothingIsDueOfAReviewWhoseVersionNoWorkerHas() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunks = try await store.chunks(of: review)
            func due() async throws -> [ChunkID] {
                try await store.database.dueChunks(window: 9, patience: .seconds(60)).map(\.chunk)
            }
            #expect(try await due() == chunks, "without workers, tickets wait for them")
            _ = try await stranger("new", store)
            #expect(try await due().isEmpty)
            let worker = try await store.worker("old")
            #expect(try await due() == chunks)
            try await store.database.stop(worker)
            #expect(try await due().isEmpty)
            #expect(try await store.database.workers().map(\.analysisVersion) == [other, AnalysisVersion.current])
        }
    }

    @Test func strangersNeitherCheckAReviewNorKeepItsOwnWorkersFromChecking() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            let worker = try await store.worker("old")
            let claim = try #require(try await store.database.claim(chunk, of: review, by: worker))
            #expect(try await store.database.finish(claim, by: worker))
            try await store.execute(
                "UPDATE relecture.review SET double_share = 10000, state = 'complete', finished_at = now()")
            let leader = try #require(try await store.database.lead(as: "test", lease: .seconds(60)))
            let epochs = try await store.database.acceptedEpochs(of: review)
            #expect(try await store.database.double(epochs, of: review, under: leader))
            let stranger = try await stranger("new", store)
            #expect(try await store.database.claimCheck(by: stranger, lease: .seconds(60)) == nil)
            // This worker reviewed the chunk itself, but no other worker of its version is up.
            #expect(try await store.database.claimCheck(by: worker, lease: .seconds(60)) != nil)
        }
    }

    @Test func resultsOfAnotherVersionAreNotTakenApart() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            var changes = ReviewChanges()
            changes.redone = [chunk]
            let redone = changes
            try await store.execute("UPDATE relecture.chunk SET state = 'skipped', finished_at = now()")
            try await store.execute("UPDATE relecture.review SET analysis_version = 0")
            await #expect(throws: StorageError.self) { try await store.database.requeue(chunk: chunk) }
            await #expect(throws: StorageError.self) { _ = try await store.database.retry(review) }
            await #expect(throws: StorageError.self) { try await store.database.extend(review, by: redone) }
            let kept: String? = try await store.value("SELECT state FROM relecture.chunk")
            #expect(kept == "skipped")
            try await store.execute(
                "UPDATE relecture.review SET analysis_version = $1", [AnalysisVersion.current])
            try await store.database.requeue(chunk: chunk)
            let freed: String? = try await store.value("SELECT state FROM relecture.chunk")
            #expect(freed == "ready")
        }
    }
}
