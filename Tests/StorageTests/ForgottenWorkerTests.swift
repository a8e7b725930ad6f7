import Postgres
import Schema
import TestSupport
import Testing
import WorkLedger

@Suite(.timeLimit(.minutes(10)))
struct ForgottenWorkerTests {
    /// Makes a worker look as if it had been killed two minutes ago.
    private func silence(_ name: String, in store: TestStore) async throws {
        try await store.execute(
            "UPDATE relecture.worker SET last_seen = now() - interval '2 min' WHERE name = $1", [name])
    }

    @Test func forgottenWorkerIsOffTheListAndStaysInTheSums() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let worker = try await store.worker("pod-1")
            _ = try await store.worker("pod-2")
            let chunk = try await store.chunks(of: review)[0]
            let claim = try #require(try await store.database.claim(chunk, of: review, by: worker))
            #expect(try await store.database.finish(claim, by: worker))
            try await silence("pod-1", in: store)
            let before = try await store.database.clusterCounts()
            #expect(before.workers == [.silent: 1, .up: 1] && before.footageDone == 60_000_000)

            try await store.database.forget(worker: "pod-1")
            let after = try await store.database.clusterCounts()
            #expect(after.workers == [.up: 1] && after.footageDone == before.footageDone)
            #expect(try await store.database.workers().map(\.name) == ["pod-2"])
            let unknown = StorageError.unknown(kind: "worker", id: "pod-1")
            await #expect(throws: unknown) { try await store.database.forget(worker: "pod-1") }
            await #expect(throws: unknown) { try await store.database.wish(.drain, of: "pod-1") }
        }
    }

    @Test func workerThatComesBackUnderItsNameIsAsBeforeAndNotDrained() async throws {
        try await TestStore.with { store in
            let worker = try await store.worker("a")
            try await store.execute("UPDATE relecture.worker SET chunks_done = 7, footage_done = '70 s'")
            try await store.database.wish(.drain, of: "a")
            try await silence("a", in: store)
            try await store.database.forget(worker: "a")
            // The process presumed dead sends its next heartbeat.
            #expect(try await store.database.beat(worker, busy: 0) == .work)
            #expect(try await store.database.workers().map(\.state) == [.up])

            try await store.database.stop(worker)
            try await store.database.forget(worker: "a")
            #expect(try await store.database.workers().isEmpty)
            _ = try await store.worker("a")
            let status = try #require(try await store.database.workers().first)
            #expect(status.state == .up && status.chunksDone == 7 && status.footageDone == 70_000_000)
        }
    }

    @Test func workerThatLivesOrHoldsWorkIsNotForgotten() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let worker = try await store.worker("a")
            let chunk = try await store.chunks(of: review)[0]
            let claim = try #require(try await store.database.claim(chunk, of: review, by: worker))
            func refusal() async throws -> String {
                do {
                    try await store.database.forget(worker: "a")
                    return "none"
                } catch StorageError.wrongState(let text) {
                    return text
                }
            }
            #expect(try await refusal().contains("is up"))
            try await store.database.wish(.drain, of: "a")
            #expect(try await refusal().contains("is up"))
            try await silence("a", in: store)
            #expect(try await refusal().contains("still holds work"))
            #expect(try await store.database.workers().map(\.state) == [.silent])
            try await store.database.release(claim, by: worker)
            #expect(try await refusal() == "none")
            #expect(try await store.database.workers().isEmpty)
        }
    }
}
