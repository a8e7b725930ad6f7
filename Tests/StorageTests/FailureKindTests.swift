import Footage
import Postgres
import TestSupport
import Testing
import WorkLedger

@Suite(.timeLimit(.minutes(10)))
struct FailureKindTests {
    /// Fails one attempt after another until the chunk is quarantined, and returns the number of attempts.
    ///
    /// - Parameter host: the host of all workers; nil: each has its own.
    private func attemptsUntilQuarantine(
        _ kind: FailureKind, by workers: [String], on host: String? = nil, maximumAttempts: Int
    ) async throws -> Int {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            var lives: [WorkerIdentity] = []
            for name in workers { lives.append(try await store.worker(name, host: host ?? name)) }
            for attempt in 0..<100 {
                let worker = lives[attempt % lives.count]
                guard let claim = try await store.database.claim(chunk, of: review, by: worker) else {
                    #expect(try await store.database.chunks(of: review).map(\.state) == [.quarantined])
                    let kinds = try await store.database.chunk(chunk).attempts.map(\.kind)
                    #expect(kinds == Array(repeating: kind, count: attempt))
                    return attempt
                }
                try await store.database.fail(
                    claim, by: worker, detail: "no", pause: .zero, maximumAttempts: maximumAttempts, kind: kind)
                try await store.execute("UPDATE relecture.chunk SET not_before = now()")
            }
            return 100
        }
    }

    @Test func permanentFailureIsNotTriedAgain() async throws {
        #expect(try await attemptsUntilQuarantine(.permanent, by: ["a"], maximumAttempts: 4) == 1)
    }

    @Test func poisonIsTriedOnASecondHostAndNoThird() async throws {
        #expect(try await attemptsUntilQuarantine(.poison, by: ["a", "b", "c"], maximumAttempts: 4) == 2)
    }

    @Test func poisonOnOneHostEndsWithTheBudgetHoweverManyWorkersItHas() async throws {
        let attempts = try await attemptsUntilQuarantine(.poison, by: ["a", "b", "c"], on: "here", maximumAttempts: 4)
        #expect(attempts == 4)
    }

    @Test func poisonWithOneWorkerEndsWithTheBudget() async throws {
        #expect(try await attemptsUntilQuarantine(.poison, by: ["a"], maximumAttempts: 4) == 4)
    }

    @Test func transientFailuresCostAThirdOfAnAttempt() async throws {
        #expect(try await attemptsUntilQuarantine(.transient, by: ["a", "b"], maximumAttempts: 2) == 6)
    }

    @Test func pauseIsSpreadByAQuarterAndHasALimit() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 60)
            let worker = try await store.worker()
            for (place, chunk) in try await store.chunks(of: review).enumerated() {
                let claim = try #require(try await store.database.claim(chunk, of: review, by: worker))
                try await store.database.fail(
                    claim, by: worker, detail: "no", pause: place < 50 ? .seconds(100) : .seconds(100_000),
                    maximumAttempts: 9)
            }
            let pauses: [Double] = try await store.rows(
                """
                SELECT extract(epoch FROM c.not_before - a.finished_at)::float8 AS pause
                FROM relecture.chunk c JOIN relecture.attempt a ON a.chunk_id = c.id ORDER BY c.id
                """
            ).map { try $0.decode("pause") }
            #expect(pauses[..<50].allSatisfy { (75...125).contains($0) } && Set(pauses[..<50]).count > 40)
            #expect(pauses[50...].allSatisfy { (225...375).contains($0) })
        }
    }

    @Test func chunkThatKillsARestartedWorkerAgainAndAgainEndsInQuarantine() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            var lives = 0
            while let _ = try await store.database.claim(chunk, of: review, by: store.worker("w1")) {
                lives += 1
                guard lives < 50 else { break }
            }
            #expect(lives == RetryPolicy.maximumAttempts)
            #expect(try await store.database.chunks(of: review).map(\.state) == [.quarantined])
        }
    }

    @Test func leaseThatRanOutIsNotTakenOnceTheBudgetIsSpent() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            let (first, second) = (try await store.worker("w1"), try await store.worker("w2"))
            func claim(_ worker: WorkerIdentity) async throws -> ChunkClaim? {
                try await store.database.claim(
                    chunk: chunk, of: review, by: worker, lease: .seconds(30), maximumAttempts: 2)
            }
            #expect(try await claim(first) != nil)
            try await store.expireLeases()
            #expect(try await claim(second) != nil)
            #expect(try await store.outcomes(of: chunk) == ["lost"])
            try await store.expireLeases()
            #expect(try await claim(first) == nil)
        }
    }
}
