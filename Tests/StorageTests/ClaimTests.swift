import Footage
import Planning
import Postgres
import TestSupport
import Testing
import WorkLedger

@Suite(.timeLimit(.minutes(10)))
struct ClaimTests {
    @Test func ofManyWorkersOneGetsTheChunk() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            var workers: [WorkerIdentity] = []
            for number in 0..<8 { workers.append(try await store.worker("w\(number)")) }
            let winners = try await withThrowingTaskGroup(of: WorkerIdentity?.self) { group in
                for worker in workers {
                    group.addTask { try await store.database.claim(chunk, of: review, by: worker).map { _ in worker } }
                }
                return try await group.reduce(into: [WorkerIdentity]()) { if let winner = $1 { $0.append(winner) } }
            }
            #expect(winners.count == 1)
            let owner: String? = try await store.value("SELECT owner FROM relecture.chunk WHERE id = $1", [chunk])
            #expect(owner == winners.first?.name)
        }
    }

    @Test func claimSaysWhatToReviewAndUnderWhichScope() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let review = try await store.startReview(of: requisition, chunks: 2)
            let chunk = try await store.chunks(of: review)[1]
            let claim = try #require(try await store.database.claim(chunk, of: review, by: store.worker()))
            #expect(claim.chunk == chunk && claim.review == review && claim.requisition == requisition)
            #expect(claim.camera == TestStore.camera && claim.span == TestStore.minute(1))
            #expect(claim.windows == [TestStore.window])
            #expect(claim.epoch == 1 && claim.attempts == 1)
        }
    }

    @Test func leaseThatRanOutIsAnotherWorkersChance() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            let (first, second) = (try await store.worker("w1"), try await store.worker("w2"))
            let old = try #require(try await store.database.claim(chunk, of: review, by: first))
            #expect(try await store.database.claim(chunk, of: review, by: second) == nil)
            try await store.expireLeases()
            let new = try #require(try await store.database.claim(chunk, of: review, by: second))
            #expect(new.epoch == old.epoch + 1)
            #expect(new.attempts == 2)
            #expect(new.isTakeover && !old.isTakeover)
            let outcomes = try await store.rows("SELECT outcome FROM relecture.attempt ORDER BY epoch")
            #expect(try outcomes.map { try $0.decode(0, as: String?.self) } == ["lost", nil])
        }
    }

    @Test func finishWithAnOldEpochStoresNothing() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            let (first, second) = (try await store.worker("w1"), try await store.worker("w2"))
            let old = try #require(try await store.database.claim(chunk, of: review, by: first))
            try await store.expireLeases()
            let new = try #require(try await store.database.claim(chunk, of: review, by: second))
            #expect(try await store.database.finish(old, by: first) == false)
            #expect(try await store.stored(chunk) == [0, 0])
            #expect(try await store.database.chunks(of: review)[0].state == .running)
            #expect(try await store.database.finish(new, by: second))
            #expect(try await store.stored(chunk) == [1, 1])
            #expect(try await store.database.finish(old, by: first) == false)
            #expect(try await store.stored(chunk) == [1, 1])
        }
    }

    @Test func finishToldTwiceIsDoneOnce() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            let worker = try await store.worker()
            let claim = try #require(try await store.database.claim(chunk, of: review, by: worker))
            #expect(try await store.database.finish(claim, by: worker))
            // As after a commit whose reply was lost.
            #expect(try await store.database.finish(claim, by: worker))
            #expect(try await store.stored(chunk) == [1, 1])
            let status = try #require(try await store.database.workers().first)
            #expect(status.chunksDone == 1 && status.footageDone == 60_000_000)
        }
    }

    @Test func renewalAnswersOnlyWhatIsStillHeld() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 4)
            let chunks = try await store.chunks(of: review)
            let (first, second) = (try await store.worker("w1"), try await store.worker("w2"))
            var claims: [ChunkClaim] = []
            for chunk in chunks {
                claims.append(try #require(try await store.database.claim(chunk, of: review, by: first)))
            }
            // One is lost to another worker, one is released, one is done, and one is still held.
            try await store.execute(
                "UPDATE relecture.chunk SET lease_until = now() - interval '1 s' WHERE id = $1", [chunks[0]])
            #expect(try await store.database.claim(chunks[0], of: review, by: second) != nil)
            try await store.database.release(claims[1], by: first)
            #expect(try await store.database.finish(claims[2], by: first))
            let progress = Dictionary(
                uniqueKeysWithValues: claims.map { ($0.chunk, (epoch: $0.epoch, done: Int64(7))) })
            let held = try await store.database.renew(progress, by: first, lease: .seconds(30))
            #expect(held == [chunks[3]])
            #expect(try await store.value("SELECT progress FROM relecture.chunk WHERE id = $1", [chunks[3]]) == 7)
        }
    }

    @Test func ticketOfAnotherReviewOrNoneClaimsNothing() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let review = try await store.startReview(of: requisition, chunks: 1)
            let other = try await store.startReview(of: requisition, chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            let worker = try await store.worker()
            #expect(try await store.database.claim(chunk, of: other, by: worker) == nil)
            #expect(try await store.database.claim(chunk, of: ReviewID(rawValue: "x'; --"), by: worker) == nil)
            #expect(try await store.database.claim(-1, of: review, by: worker) == nil)
            #expect(try await store.database.chunks(of: review)[0].state == .ready)
        }
    }

    @Test func startedAgainAWorkerFreesWhatItsFormerLifeHeld() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            let former = try await store.worker("w1")
            let old = try #require(try await store.database.claim(chunk, of: review, by: former))
            let again = try await store.worker("w1")
            let new = try #require(try await store.database.claim(chunk, of: review, by: again))
            #expect(new.epoch == 2)
            #expect(try await store.database.finish(old, by: former) == false)
            #expect(try await store.database.beat(former, busy: 1) == nil)
            #expect(try await store.database.beat(again, busy: 1) == .work)
            #expect(try await store.outcomes(of: chunk) == ["lost"])
        }
    }
}
