import Footage
import Planning
import Postgres
import TestSupport
import Testing
import WorkLedger

@Suite(.timeLimit(.minutes(10)))
struct EvidenceTests {
    private static func evidence(_ kind: FailureKind, _ reason: String = "crash") -> FailureEvidence {
        var evidence = FailureEvidence(kind, reason: reason, detail: "the decoder died")
        evidence.signal = 11
        evidence.log = ["h264: broken", "and then nothing"]
        evidence.done = 12_500_000
        evidence.peakMemory = 300 << 20
        evidence.processorTime = 2_000_000
        evidence.files = ["aa", "bb"]
        return evidence
    }

    /// Claims the chunk and fails the attempt. Returns the chunk's state afterwards.
    private func fail(
        _ store: TestStore, _ chunk: ChunkID, of review: ReviewID, by worker: WorkerIdentity,
        _ evidence: FailureEvidence, maximumAttempts: Int = 9
    ) async throws -> ChunkState {
        let claim = try #require(try await store.database.claim(chunk, of: review, by: worker))
        try await store.database.fail(
            claim, by: worker, evidence: evidence, pause: .zero, maximumAttempts: maximumAttempts)
        return try await store.database.chunks(of: review)[0].state
    }

    private func withChunk(
        _ body: (_ store: TestStore, _ review: ReviewID, _ chunk: ChunkID) async throws -> Void
    ) async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            try await body(store, review, try await store.chunks(of: review)[0])
        }
    }

    @Test func whatIsKnownOfAFailureIsKept() async throws {
        try await withChunk { store, review, chunk in
            let worker = try await store.worker("a")
            _ = try await fail(store, chunk, of: review, by: worker, EvidenceTests.evidence(.poison))
            let records = try await store.database.attempts(of: [chunk])
            #expect(records.count == 1)
            let record = try #require(records.first)
            #expect(
                record.worker == "a" && record.host == "here" && record.build == "test" && record.outcome == .failed)
            #expect(record.evidence == EvidenceTests.evidence(.poison))
        }
    }

    @Test func aChunkThatKilledItsDecoderOnTwoHostsIsQuarantined() async throws {
        try await withChunk { store, review, chunk in
            let (a, b) = (try await store.worker("a"), try await store.worker("b", host: "there"))
            for _ in 0..<3 {
                #expect(try await fail(store, chunk, of: review, by: a, EvidenceTests.evidence(.poison)) == .ready)
            }
            #expect(try await fail(store, chunk, of: review, by: b, EvidenceTests.evidence(.poison)) == .quarantined)
        }
    }

    @Test func whatMayPassIsTriedToTheLastAttempt() async throws {
        try await withChunk { store, review, chunk in
            // Each failure costs a third of an attempt.
            for number in 1...12 {
                let worker = try await store.worker("w\(number)")
                let state = try await fail(
                    store, chunk, of: review, by: worker, EvidenceTests.evidence(.transient, "missing"),
                    maximumAttempts: 4)
                #expect(state == (number == 12 ? .quarantined : .ready))
            }
        }
    }

    @Test func whatWouldFailAgainIsNotTriedAgain() async throws {
        try await withChunk { store, review, chunk in
            let worker = try await store.worker()
            let evidence = EvidenceTests.evidence(.permanent, "wrong-file")
            #expect(try await fail(store, chunk, of: review, by: worker, evidence) == .quarantined)
        }
    }

    @Test func aChunkThatIsQueuedAgainBeginsAnew() async throws {
        try await withChunk { store, review, chunk in
            let (a, b) = (try await store.worker("a"), try await store.worker("b", host: "there"))
            _ = try await fail(store, chunk, of: review, by: a, EvidenceTests.evidence(.poison))
            #expect(try await fail(store, chunk, of: review, by: b, EvidenceTests.evidence(.poison)) == .quarantined)
            try await store.database.requeue(chunk: chunk)
            #expect(try await fail(store, chunk, of: review, by: a, EvidenceTests.evidence(.poison)) == .ready)
            #expect(try await fail(store, chunk, of: review, by: b, EvidenceTests.evidence(.poison)) == .quarantined)
            #expect(try await store.database.attempts(of: [chunk]).count == 4)
        }
    }
}
