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
struct CheckTests {
    /// Provides a review of one chunk, done by `w1` and due for a second review.
    func withDoubled(_ body: (TestStore, ReviewID, WorkerIdentity) async throws -> Void) async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let first = try await store.worker("w1")
            try await done(review, by: first, store)
            try await store.execute(
                "UPDATE relecture.review SET double_share = 10000, state = 'complete', finished_at = now()")
            #expect(try await store.database.reviewsToDouble().map(\.review) == [review])
            try await double(review, store)
            #expect(try await store.database.reviewsToDouble().isEmpty)
            try await body(store, review, first)
        }
    }

    private func done(_ review: ReviewID, by worker: WorkerIdentity, _ store: TestStore) async throws {
        let chunk = try #require(try await store.chunks(of: review).first)
        let claim = try #require(try await store.database.claim(chunk, of: review, by: worker))
        #expect(try await store.database.finish(claim, by: worker))
    }

    private func double(_ review: ReviewID, _ store: TestStore) async throws {
        let leader = try #require(try await store.database.lead(as: "test", lease: .seconds(60)))
        let epochs = try await store.database.acceptedEpochs(of: review)
        #expect(try await store.database.double(epochs, of: review, under: leader))
    }

    func take(_ worker: WorkerIdentity, _ store: TestStore) async throws -> ReviewCheck? {
        try await store.database.claimCheck(by: worker, lease: .seconds(60), maximumAttempts: 2)
    }

    func replay(_ claim: ChunkClaim, by worker: WorkerIdentity) -> Replay {
        Replay(
            chunk: claim.chunk, epoch: claim.epoch, person: "", worker: worker.name, host: "h", build: "b",
            storedDigest: "d", replayedDigest: "d", difference: "")
    }

    @Test func chunkIsReviewedTwiceByAnotherWorkerAndItsResultStandsBesideTheFirst() async throws {
        try await withDoubled { store, review, first in
            let second = try await store.worker("w2")
            #expect(try await take(first, store) == nil)
            let check = try #require(try await take(second, store))
            #expect(try await take(second, store) == nil)
            guard case .double(let claim) = check.subject else { throw StorageError.wrongState("\(check)") }
            #expect(claim.epoch == 1 && check.review == review && check.attempts == 1)
            #expect(try await store.database.renew(check, by: second, lease: .seconds(60)))
            #expect(try await store.database.renew(check, by: first, lease: .seconds(60)) == false)
            let replay = replay(claim, by: second)
            #expect(try await store.database.finish(check, by: second, with: replay, of: claim))
            // Sent again, as after an unknown outcome.
            #expect(try await store.database.finish(check, by: second, with: replay, of: claim) == false)
            let kept = try await store.database.replays(of: review)
            #expect(kept.map(\.worker) == ["w2"] && kept.map(\.person) == [""])
            #expect(try await store.stored(claim.chunk) == [1, 1])
            #expect(try await store.database.checks(of: review).map(\.state) == [.done])
        }
    }

    @Test func loneWorkerDoublesItsOwnChunk() async throws {
        try await withDoubled { store, _, first in
            let check = try await take(first, store)
            #expect(check != nil)
        }
    }

    @Test func checkOfADeadWorkerGoesToTheNextAndFailsInTheEnd() async throws {
        try await withDoubled { store, review, first in
            let lost = try #require(try await take(first, store))
            try await expire(store)
            let again = try #require(try await take(first, store))
            #expect(again.attempts == 2)
            // Late messages of the first attempt.
            try await store.database.release(lost, by: first)
            #expect(try await store.database.renew(lost, by: first, lease: .seconds(60)) == false)
            #expect(try await store.database.checks(of: review).map(\.state) == [.running])
            try await expire(store)
            #expect(try await take(first, store) == nil)
            let status = try #require(try await store.database.checks(of: review).first)
            #expect(status.state == .failed && status.failure.contains("stopped renewing"))
        }
    }

    private func expire(_ store: TestStore) async throws {
        try await store.execute("UPDATE relecture.review_check SET lease_until = now() - interval '1 s'")
    }

    @Test func failedCheckIsTriedAgainUnlessItWouldFailTheSameWay() async throws {
        try await withDoubled { store, review, first in
            let check = try #require(try await take(first, store))
            try await store.database.fail(
                check, by: first, detail: "crash", kind: .poison, pause: .zero, maximumAttempts: 2)
            #expect(try await store.database.checks(of: review).map(\.state) == [.waiting])
            let again = try #require(try await take(first, store))
            try await store.database.release(again, by: first)
            let third = try #require(try await take(first, store))
            #expect(third.attempts == 2)
            try await store.database.fail(
                third, by: first, detail: "wrong file", kind: .permanent, pause: .zero, maximumAttempts: 9)
            let status = try #require(try await store.database.checks(of: review).first)
            #expect(status.state == .failed && status.failure == "wrong file")
            #expect(try await take(first, store) == nil)
        }
    }

    @Test func nothingIsCheckedUnderARequisitionThatIsNotOpen() async throws {
        try await withDoubled { store, review, first in
            let check = try #require(try await take(first, store))
            try await store.execute("UPDATE relecture.requisition SET state = 'suspended'")
            #expect(try await store.database.renew(check, by: first, lease: .seconds(60)) == false)
            guard case .double(let claim) = check.subject else { throw StorageError.wrongState("\(check)") }
            let isStored = try await store.database.finish(check, by: first, with: replay(claim, by: first), of: claim)
            #expect(!isStored)
            try await store.database.release(check, by: first)
            #expect(try await take(first, store) == nil)
            #expect(try await store.database.replays(of: review).isEmpty)
            try await store.execute("UPDATE relecture.requisition SET state = 'open'")
            #expect(try await take(first, store) != nil)
        }
    }

    @Test func chunkThatIsDoneAnewIsNotComparedWithWhatItHad() async throws {
        try await withDoubled { store, review, first in
            try await store.execute(
                """
                UPDATE relecture.chunk SET state = 'ready', finished_at = NULL;
                """)
            try await store.execute("UPDATE relecture.review SET state = 'running', finished_at = NULL")
            #expect(try await take(first, store) == nil)
            try await done(review, by: first, store)
            #expect(try await take(first, store) == nil)
            try await store.execute("UPDATE relecture.review SET state = 'complete', finished_at = now()")
            try await double(review, store)
            let check = try #require(try await take(first, store))
            guard case .double(let claim) = check.subject else { throw StorageError.wrongState("\(check)") }
            #expect(claim.epoch == 2)
        }
    }

    @Test func storeBearsChunksAndChecksTogether() async throws {
        try await withDoubled { store, _, first in
            let review = try await store.startReview(of: store.openRequisition("2026/2"), chunks: 1)
            let chunk = try #require(try await store.chunks(of: review).first)
            try await store.execute("UPDATE relecture.chunk SET store = 'nas'")
            try await store.execute("INSERT INTO relecture.store (name, running_limit) VALUES ('nas', 1)")
            let claim = try #require(try await store.database.claim(chunk, of: review, by: first))
            #expect(try await take(first, store) == nil)
            try await store.database.release(claim, by: first)
            #expect(try await take(first, store) != nil)
            #expect(try await store.database.claim(chunk, of: review, by: first) == nil)
        }
    }

    @Test func labelledClipsAreReviewedWithTheProfileOfTheReview() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            #expect(try await store.database.checkKnownAnswers(beside: review) == 0)
            let clip = KnownAnswerClip(
                camera: TestStore.camera, light: "day", path: "/clip.mp4", digest: String(repeating: "a", count: 64),
                length: 1, labels: "[]", presences: 0, addedBy: "tester")
            _ = try await store.database.add(clip)
            for _ in 0..<2 { #expect(try await store.database.checkKnownAnswers(beside: review) == 1) }
            func clips() async throws -> [[String]] {
                try await store.database.clipChecks(of: review).map {
                    [$0.camera.rawValue, $0.light, $0.path, $0.state.rawValue, $0.failure, "\($0.isMeasured)"]
                }
            }
            let named = [TestStore.camera.rawValue, "day", "/clip.mp4"]
            #expect(try await clips() == [named + ["waiting", "", "false"]])
            let worker = try await store.worker()
            let check = try #require(try await take(worker, store))
            guard case .knownAnswer(let given, let profile) = check.subject else {
                throw StorageError.wrongState("\(check)")
            }
            #expect(given.path == "/clip.mp4" && profile == "{}")
            let score = KnownAnswerScore(presences: 2, found: 1, present: 9, overlap: 5, analysed: 10, falseAlarms: 0)
            #expect(try await store.database.finish(check, by: worker, with: score, on: given))
            #expect(try await store.database.knownAnswers(of: review).map(\.score) == [score])
            #expect(try await clips() == [named + ["done", "", "true"]])
            // A result measured with other labels does not count for these.
            let corrected = KnownAnswerClip(
                camera: TestStore.camera, light: "day", path: "/clip.mp4", digest: clip.digest, length: 1,
                labels: #"[{"start":0,"end":1,"places":[]}]"#, presences: 1, addedBy: "tester")
            _ = try await store.database.add(corrected)
            #expect(try await store.database.knownAnswers(of: review).isEmpty)
            #expect(try await clips() == [named + ["done", "", "false"]])
            #expect(try await take(worker, store) == nil)
            #expect(try await store.database.checkKnownAnswers(beside: review) == 1)
            let again = try #require(try await take(worker, store))
            try await store.database.fail(
                again, by: worker, detail: "it is not there", kind: .permanent, pause: .zero)
            #expect(try await clips() == [named + ["failed", "it is not there", "false"]])
        }
    }
}
