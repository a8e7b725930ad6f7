import TestSupport
import Testing
import WorkLedger

@Suite(.timeLimit(.minutes(10)))
struct ClusterCountsTests {
    @Test func countsAreThoseOfTheWholeCluster() async throws {
        try await TestStore.with { store in
            let empty = try await store.database.clusterCounts()
            #expect(empty.workers.isEmpty && empty.reviews.isEmpty && empty.quarantined == 0 && empty.footageDone == 0)

            let requisition = try await store.openRequisition()
            let first = try await store.startReview(of: requisition, chunks: 3)
            _ = try await store.database.cancel(try await store.startReview(of: requisition, chunks: 1))
            let chunk = try await store.chunks(of: first)[0]
            try await store.execute(
                """
                UPDATE relecture.chunk SET state = 'quarantined', failure = 'signal 11', finished_at = now()
                WHERE id = $1
                """, [chunk])
            for name in ["w1", "w2", "w3", "w4"] { _ = try await store.worker(name) }
            try await store.execute("UPDATE relecture.worker SET footage_done = '90 s'")
            try await store.execute("UPDATE relecture.worker SET desired = 'drain' WHERE name = 'w2'")
            try await store.execute(
                "UPDATE relecture.worker SET last_seen = now() - interval '2 min' WHERE name = 'w3'")
            try await store.execute("UPDATE relecture.worker SET state = 'stopped' WHERE name = 'w4'")

            let counts = try await store.database.clusterCounts()
            #expect(counts.workers == [.up: 1, .draining: 1, .silent: 1, .stopped: 1])
            #expect(Set(counts.workers.keys) == Set(WorkerState.allCases))
            #expect(counts.reviews == [.running: 1, .cancelled: 1])
            #expect(counts.quarantined == 1 && counts.footageDone == 360_000_000)
        }
    }
}
