import Findings
import Footage
import Planning
import TestSupport
import Testing
import WorkLedger

@Suite(.timeLimit(.minutes(10)))
struct DispatchTests {
    private func due(_ store: TestStore, window: Int = 64) async throws -> [ChunkID] {
        try await store.database.dueChunks(window: window, patience: .seconds(60)).map(\.chunk)
    }

    @Test func urgentComesFirstThenReviewsTakeTurns() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let bulk = try await store.startReview(of: requisition, chunks: 1, urgency: .bulk)
            let first = try await store.startReview(of: requisition, chunks: 3)
            let second = try await store.startReview(of: requisition, chunks: 2)
            let urgent = try await store.startReview(of: requisition, chunks: 2, urgency: .urgent)
            let (b, f) = (try await store.chunks(of: bulk), try await store.chunks(of: first))
            let (s, u) = (try await store.chunks(of: second), try await store.chunks(of: urgent))
            #expect(try await due(store) == [u[0], u[1], f[0], s[0], f[1], s[1], f[2], b[0]])
        }
    }

    @Test func aLongReviewDoesNotFillTheWindowOfAShortOne() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            _ = try await store.startReview(of: requisition, chunks: 40)
            let short = try await store.startReview(of: requisition, chunks: 1)
            let chunks = try await due(store, window: 4)
            #expect(chunks.count == 4)
            #expect(chunks.contains(try await store.chunks(of: short)[0]))
        }
    }

    @Test func ticketsUnderWayNeverExceedTheWindow() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 10)
            let leader = try #require(try await store.database.lead(as: "a", lease: .seconds(60)))
            let first = try await due(store, window: 4)
            #expect(first.count == 4)
            try await store.database.recordDispatch(of: first, under: leader)
            #expect(try await due(store, window: 4).isEmpty)
            // A claimed chunk frees room for one more ticket.
            let worker = try await store.worker()
            #expect(try await store.database.claim(first[0], of: review, by: worker) != nil)
            let next = try await due(store, window: 4)
            #expect(next == [try await store.chunks(of: review)[4]])
        }
    }

    @Test func ticketThatNobodyClaimedIsDueAgain() async throws {
        try await TestStore.with { store in
            _ = try await store.startReview(of: store.openRequisition(), chunks: 2)
            let leader = try #require(try await store.database.lead(as: "a", lease: .seconds(60)))
            let chunks = try await due(store)
            try await store.database.recordDispatch(of: chunks, under: leader)
            #expect(try await due(store).isEmpty)
            try await store.execute(
                "UPDATE relecture.chunk SET dispatched_at = now() - interval '61 s' WHERE id = $1", [chunks[1]])
            let again = try await store.database.dueChunks(window: 64, patience: .seconds(60))
            #expect(again.map(\.chunk) == [chunks[1]])
            #expect(again.map(\.dispatch) == [2])
        }
    }

    @Test func chunkThatFailedIsDueOnlyAfterItsPause() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            let worker = try await store.worker()
            let claim = try #require(try await store.database.claim(chunk, of: review, by: worker))
            try await store.database.fail(claim, by: worker, "no")
            #expect(try await due(store).isEmpty)
            try await store.execute("UPDATE relecture.chunk SET not_before = now()")
            #expect(try await due(store) == [chunk])
        }
    }

    @Test func oneLeadsAndTheNextOneHasAHigherTerm() async throws {
        try await TestStore.with { store in
            let first = try #require(try await store.database.lead(as: "a", lease: .seconds(60)))
            #expect(try await store.database.lead(as: "a", lease: .seconds(60)) == first)
            #expect(try await store.database.lead(as: "b", lease: .seconds(60)) == nil)
            try await store.database.resign(first)
            let second = try #require(try await store.database.lead(as: "b", lease: .seconds(60)))
            #expect(second.term == first.term + 1)
            // A late resignation takes nothing from the successor.
            try await store.database.resign(first)
            #expect(try await store.database.lead(as: "a", lease: .seconds(60)) == nil)
        }
    }

    @Test func leaderOfAnOldTermChangesNothing() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            let worker = try await store.worker()
            let old = try #require(try await store.database.lead(as: "a", lease: .seconds(60)))
            try await store.database.resign(old)
            let new = try #require(try await store.database.lead(as: "b", lease: .seconds(60)))

            try await store.database.recordDispatch(of: [chunk], under: old)
            #expect(try await due(store) == [chunk])

            let claim = try #require(try await store.database.claim(chunk, of: review, by: worker))
            try await store.expireLeases()
            #expect(try await store.database.rescue(maximumAttempts: 4, under: old) == [])
            #expect(try await store.database.rescue(maximumAttempts: 4, under: new).map(\.chunk) == [chunk])
            #expect(claim.epoch == 1)

            let task = try #require(try await store.database.mergeTasks().first)
            let findings = Findings.camera(
                TestStore.camera, coverage: Findings.analysed(TestStore.window), track: TestStore.minute(0))
            #expect(try await store.database.store(findings, of: task, under: old) == false)
            #expect(try await store.database.completeFindings(review: review, camera: TestStore.camera) == nil)
            #expect(try await store.value("SELECT count(*) FROM relecture.camera_track") == 0)
            #expect(try await store.database.store(findings, of: task, under: new))
            #expect(try await store.value("SELECT count(*) FROM relecture.camera_track") == 1)
        }
    }

    @Test func leaderWhoseLeaseRanOutChangesNothingEither() async throws {
        try await TestStore.with { store in
            _ = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let leader = try #require(try await store.database.lead(as: "a", lease: .seconds(60)))
            try await store.execute("UPDATE relecture.leadership SET lease_until = now() - interval '1 s'")
            let chunks = try await due(store)
            try await store.database.recordDispatch(of: chunks, under: leader)
            #expect(try await due(store) == chunks)
        }
    }
}
