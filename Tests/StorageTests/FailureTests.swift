import Footage
import Postgres
import Schema
import TestSupport
import Testing
import WorkLedger

@Suite(.timeLimit(.minutes(10)))
struct FailureTests {
    @Test func handingBackDoesNotCountAnAttempt() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            let worker = try await store.worker()
            for _ in 0..<5 {
                let claim = try #require(try await store.database.claim(chunk, of: review, by: worker))
                #expect(claim.attempts == 1)
                try await store.database.release(claim, by: worker)
            }
            let status = try await store.database.chunks(of: review)[0]
            #expect(status.state == .ready && status.attempts == 0 && status.epoch == 5)
            #expect(try await store.outcomes(of: chunk) == [String](repeating: "released", count: 5))
        }
    }

    @Test func chunkThatKeepsFailingIsQuarantinedWithItsEvidence() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            let worker = try await store.worker()
            for attempt in 1...3 {
                let claim = try #require(try await store.database.claim(chunk, of: review, by: worker))
                #expect(claim.attempts == attempt)
                try await store.database.fail(claim, by: worker, "the decoder died, \(attempt)")
                // Not claimable before the pause is over.
                #expect(try await store.database.claim(chunk, of: review, by: worker) == nil)
                try await store.execute("UPDATE relecture.chunk SET not_before = now()")
            }
            #expect(try await store.database.claim(chunk, of: review, by: worker) == nil)
            let status = try await store.database.chunks(of: review)[0]
            #expect(status.state == .quarantined && status.attempts == 3)
            #expect(status.failure == "the decoder died, 3")
            let details: [String] = try await store.rows(
                "SELECT detail FROM relecture.attempt WHERE chunk_id = $1 AND worker = 'w1' ORDER BY epoch", [chunk]
            ).map { try $0.decode("detail") }
            #expect(details == (1...3).map { "the decoder died, \($0)" })
        }
    }

    @Test func failureToldTooLateChangesNothing() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            let (first, second) = (try await store.worker("w1"), try await store.worker("w2"))
            let old = try #require(try await store.database.claim(chunk, of: review, by: first))
            try await store.expireLeases()
            let new = try #require(try await store.database.claim(chunk, of: review, by: second))
            try await store.database.fail(old, by: first, "late")
            try await store.database.release(old, by: first)
            #expect(try await store.database.chunks(of: review)[0].state == .running)
            #expect(try await store.database.finish(new, by: second))
        }
    }

    @Test func silentWorkersLoseTheirChunksAndTheLossCounts() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 2)
            let chunks = try await store.chunks(of: review)
            let worker = try await store.worker()
            let leader = try #require(try await store.database.lead(as: "a", lease: .seconds(60)))
            for attempt in 1...2 {
                #expect(try await store.database.claim(chunks[0], of: review, by: worker)?.attempts == attempt)
                #expect(try await store.database.rescue(maximumAttempts: 2, under: leader) == [])
                try await store.expireLeases()
                let lost = LostChunk(
                    chunk: chunks[0], review: review, epoch: attempt, owner: "w1", isQuarantined: attempt == 2)
                #expect(try await store.database.rescue(maximumAttempts: 2, under: leader) == [lost])
            }
            let status = try await store.database.chunks(of: review)
            #expect(status.map(\.state) == [.quarantined, .ready])
            #expect(status[0].failure?.contains("lease") == true)
            #expect(try await store.outcomes(of: chunks[0]) == ["lost", "lost"])
        }
    }

    @Test func restartedWorkerLearnsWhatItsEarlierProcessHeld() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 3)
            let chunks = try await store.chunks(of: review)
            let (dead, other) = (try await store.worker("w1"), try await store.worker("w2"))
            for chunk in chunks[..<2] {
                #expect(try await store.database.claim(chunk, of: review, by: dead) != nil)
            }
            #expect(try await store.database.claim(chunks[2], of: review, by: other) != nil)
            try await store.execute("UPDATE relecture.chunk SET spent = 12 WHERE id = $1", [chunks[1]])
            let next = WorkerIdentity(
                name: "w1", incarnation: "00000000-0000-4000-8000-00000000000f", host: "here", pid: 2, build: "test",
                slots: 1)
            let lost = try await store.database.register(next, maximumAttempts: 4)
            #expect(lost.map(\.chunk) == [chunks[0], chunks[1]])
            #expect(lost.allSatisfy { $0.review == review && $0.epoch == 1 && $0.owner == "w1" })
            #expect(lost.map(\.outcome) == ["ready", "quarantined"])
            #expect(try await store.database.chunks(of: review).map(\.state) == [.ready, .quarantined, .running])
            #expect(try await store.outcomes(of: chunks[0]) == ["lost"])
            #expect(try await store.database.register(next, maximumAttempts: 4) == [])
        }
    }

    @Test func nothingOfACancelledReviewIsClaimedOrStored() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 2)
            let chunks = try await store.chunks(of: review)
            let worker = try await store.worker()
            let claim = try #require(try await store.database.claim(chunks[0], of: review, by: worker))
            #expect(try await store.database.cancel(review))
            #expect(try await store.database.cancel(review) == false)
            #expect(try await store.database.claim(chunks[1], of: review, by: worker) == nil)
            let progress = [claim.chunk: (epoch: claim.epoch, done: Int64(1))]
            #expect(try await store.database.renew(progress, by: worker, lease: .seconds(30)) == [])
            #expect(try await store.database.finish(claim, by: worker) == false)
            #expect(try await store.stored(chunks[0]) == [0, 0])
            let summary = try await store.database.review(review)
            #expect(summary.state == .cancelled && summary.chunks == [.cancelled: 2])
        }
    }

    @Test func nothingIsClaimedOrStoredUnderAClosedRequisition() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let review = try await store.startReview(of: requisition, chunks: 2)
            let chunks = try await store.chunks(of: review)
            let worker = try await store.worker()
            let claim = try #require(try await store.database.claim(chunks[0], of: review, by: worker))
            try await store.database.close(requisition)
            #expect(try await store.database.claim(chunks[1], of: review, by: worker) == nil)
            #expect(try await store.database.finish(claim, by: worker) == false)
            #expect(try await store.stored(chunks[0]) == [0, 0])
            await #expect(throws: StorageError.self) { try await store.startReview(of: requisition, chunks: 1) }
            #expect(try await store.database.reviews().map(\.state) == [.cancelled])
        }
    }
}
