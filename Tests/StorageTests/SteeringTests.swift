import Findings
import Footage
import Planning
import Postgres
import Requisitions
import TestSupport
import Testing
import Timelines
import WorkLedger

@Suite(.timeLimit(.minutes(10)))
struct SteeringTests {
    @Test func pausedReviewGivesNothingOutAndTakesNothingBackIn() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 2)
            let chunks = try await store.chunks(of: review)
            let worker = try await store.worker()
            let claim = try #require(try await store.database.claim(chunks[0], of: review, by: worker))
            #expect(try await store.database.pause(review))
            #expect(try await store.database.pause(review) == false)
            #expect(try await store.database.claim(chunks[1], of: review, by: worker) == nil)
            #expect(try await store.database.dueChunks(window: 9, patience: .seconds(60)).isEmpty)
            let progress = [claim.chunk: (epoch: claim.epoch, done: Int64(1))]
            #expect(try await store.database.renew(progress, by: worker, lease: .seconds(30)) == [])
            #expect(try await store.database.finish(claim, by: worker) == false)
            #expect(try await store.stored(chunks[0]) == [0, 0])

            #expect(try await store.database.resume(review))
            let status = try await store.database.chunk(chunks[0])
            #expect(status.status.state == .ready && status.status.attempts == 0 && status.spent == 0)
            #expect(status.attempts.map(\.outcome) == [.released])
            let again = try #require(try await store.database.claim(chunks[0], of: review, by: worker))
            #expect(again.epoch == claim.epoch + 1)
            #expect(try await store.database.finish(again, by: worker))
        }
    }

    @Test func pausedReviewCanBeCancelledAndEndsWithItsRequisition() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let reviews = [
                try await store.startReview(of: requisition, chunks: 1),
                try await store.startReview(of: requisition, chunks: 1),
            ]
            for review in reviews { #expect(try await store.database.pause(review)) }
            #expect(try await store.database.cancel(reviews[0]))
            #expect(try await store.database.resume(reviews[0]) == false)
            try await store.database.close(requisition)
            #expect(try await store.database.review(reviews[1]).state == .cancelled)
        }
    }

    @Test func retryTriesAllQuarantinedChunksAnewAndLeavesSkippedOnes() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 4)
            let chunks = try await store.chunks(of: review)
            let worker = try await store.worker()
            for chunk in chunks[..<2] {
                let claim = try #require(try await store.database.claim(chunk, of: review, by: worker))
                try await store.database.fail(
                    claim, by: worker, detail: "broken", pause: .zero, maximumAttempts: 3, kind: .permanent)
            }
            try await store.database.skip(chunk: chunks[2])
            try await store.complete(review, hole: .quarantined)
            #expect(try await store.database.review(review).state == .completeWithHoles)

            #expect(try await store.database.retry(review) == 2)
            #expect(try await store.database.retry(review) == 0)
            let summary = try await store.database.review(review)
            #expect(summary.state == .running && summary.chunks == [.ready: 2, .skipped: 1, .done: 1])
            let details = try await store.database.chunk(chunks[0])
            #expect(details.spent == 0 && details.status.attempts == 0 && details.status.failure == nil)
            #expect(details.attempts.map(\.isOfAnEarlierBudget) == [true])
            // The camera must be merged again before the review can complete.
            let leader = try #require(try await store.database.lead(as: "test", lease: .seconds(60)))
            try await store.execute(
                "UPDATE relecture.chunk SET state = 'done', finished_at = now() WHERE state = 'ready'")
            #expect(try await store.database.completeReviews(under: leader).isEmpty)
            #expect(try await store.database.mergeTasks().map(\.isComplete) == [true])
        }
    }

    @Test(arguments: ["state = 'suspended'", "state = 'closed'", "expires_at = now() - interval '1 s'"])
    func nothingIsTriedAgainUnderARequisitionThatDoesNotAllowIt(change: String) async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let review = try await store.startReview(of: requisition, chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            try await store.execute(
                "UPDATE relecture.chunk SET state = 'quarantined', finished_at = now(), failure = 'a test'")
            try await store.execute("UPDATE relecture.requisition SET \(change)")
            await #expect(throws: RequisitionError.self) { try await store.database.retry(review) }
            await #expect(throws: RequisitionError.self) { try await store.database.requeue(chunk: chunk) }
            #expect(try await store.database.chunks(of: review).map(\.state) == [.quarantined])
            // A closed requisition stays closed.
            guard change != "state = 'closed'" else { return }
            try await store.execute("UPDATE relecture.requisition SET state = 'open', expires_at = NULL")
            #expect(try await store.database.retry(review) == 1)
        }
    }

    @Test func mergeOfWhatWasBeforeARequeueDoesNotPassForComplete() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            try await store.database.skip(chunk: chunk)
            let leader = try #require(try await store.database.lead(as: "test", lease: .seconds(60)))
            let task = try #require(try await store.database.mergeTasks().first)
            #expect(task.isComplete)
            let findings = Findings.camera(
                TestStore.camera, coverage: Findings.analysed(TestStore.window), track: TestStore.minute(1))
            try await store.database.requeue(chunk: chunk)
            #expect(try await store.database.store(findings, of: task, under: leader))
            #expect(try await store.database.completeFindings(review: review, camera: TestStore.camera) == nil)
            try await store.execute(
                "UPDATE relecture.chunk SET state = 'done', finished_at = now() WHERE state = 'ready'")
            #expect(try await store.database.completeReviews(under: leader).isEmpty)
            let next = try #require(try await store.database.mergeTasks().first)
            #expect(try await store.database.store(findings, of: next, under: leader))
            #expect(try await store.database.completeReviews(under: leader) == [review])
        }
    }

    @Test func theSameSubmittedTwiceIsOneReviewUnlessItWasCancelled() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            var request = TestStore.request(
                of: requisition, chunks: [.init(camera: TestStore.camera, span: TestStore.minute(0))])
            request.submission = "the same"
            let first = try await store.database.insert(request)
            #expect(try await store.database.insert(request) == first)
            #expect(try await store.chunks(of: first).count == 1)
            var other = request
            other.submission = nil
            #expect(try await store.database.insert(other) != first)
            #expect(try await store.database.cancel(first))
            #expect(try await store.database.insert(request) != first)
        }
    }

    @Test func drainWithADeadlineHandsBackWhenItIsOverAndClaimsNothingMeanwhile() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            let worker = try await store.worker("w1")
            try await store.database.wish(.drain, of: "w1", within: .seconds(600))
            #expect(try await store.database.beat(worker, busy: 1) == .drain)
            #expect(try await store.database.claim(chunk, of: review, by: worker) == nil)
            try await store.execute("UPDATE relecture.worker SET drain_until = now() - interval '1 s'")
            #expect(try await store.database.beat(worker, busy: 1) == .handBack)
            try await store.database.wish(.drain, of: "w1")
            #expect(try await store.database.beat(worker, busy: 1) == .drain)
            try await store.database.wish(.work, of: "w1")
            #expect(try await store.database.beat(worker, busy: 0) == .work)
            #expect(try await store.database.claim(chunk, of: review, by: worker) != nil)
        }
    }

    @Test func ofALimitedStoreNoMoreRunThanAllowedWhoeverClaims() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            try await store.addRecording(TestStore.window, to: requisition)
            let review = try await store.startReview(of: requisition, chunks: 8)
            let chunks = try await store.chunks(of: review)
            try await store.database.limit(store: "default", to: 2)
            #expect(try await store.database.dueChunks(window: 64, patience: .seconds(60)).count == 2)
            var workers: [WorkerIdentity] = []
            for number in 0..<8 { workers.append(try await store.worker("w\(number)")) }
            let claims = try await withThrowingTaskGroup(of: ChunkClaim?.self) { group in
                for (chunk, worker) in zip(chunks, workers) {
                    group.addTask { try await store.database.claim(chunk, of: review, by: worker) }
                }
                return try await group.reduce(into: [ChunkClaim]()) { if let claim = $1 { $0.append(claim) } }
            }
            #expect(claims.count == 2)
            #expect(try await store.database.dueChunks(window: 64, patience: .seconds(60)).isEmpty)
            let stores = try await store.database.stores()
            #expect(stores.map(\.running) == [2] && stores.map(\.limit) == [2])
            try await store.database.limit(store: "default", to: nil)
            #expect(try await store.database.dueChunks(window: 64, patience: .seconds(60)).count == 6)
        }
    }

    @Test func ticketPutAsideByTheBrokerCostsAnAttemptUnlessItIsOld() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            let leader = try #require(try await store.database.lead(as: "test", lease: .seconds(60)))
            func putAside(_ sequence: Int) async throws -> Bool {
                try await store.database.ticketWasPutAside(
                    chunk: chunk, sequence: sequence, reason: "delivery_limit", maximumAttempts: 2, under: leader)
            }
            try await store.database.recordDispatch(of: [chunk], under: leader)
            #expect(try await putAside(0) == false)
            #expect(try await putAside(1))
            #expect(try await store.database.chunks(of: review).map(\.state) == [.ready])
            #expect(try await store.database.dueChunks(window: 1, patience: .seconds(60)).map(\.chunk) == [chunk])
            try await store.database.recordDispatch(of: [chunk], under: leader)
            #expect(try await putAside(2))
            let status = try await store.database.chunks(of: review)[0]
            #expect(status.state == .quarantined && status.failure?.contains("delivery_limit") == true)
        }
    }
}
