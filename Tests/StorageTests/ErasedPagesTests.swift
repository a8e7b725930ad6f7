import Erasure
import Footage
import LocalServers
import Postgres
import Requisitions
import Schema
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ErasedPagesTests {
    private static let camera = CameraID(rawValue: "camera-xyzzy-4711")

    @Test func filesOfTheDatabaseHoldNoWordOfWhatWasErased() async throws {
        try await TestStore.with { store in
            let (kept, _) = try await store.fill("kept")
            let (gone, _) = try await store.fill("gone", camera: ErasedPagesTests.camera)
            try await store.execute(
                "UPDATE relecture.requisition SET authority = 'order-plugh-0815 of a judge' WHERE id = $1::uuid",
                [gone.rawValue])
            // The query planner's samples hold values too.
            try await store.database.pool.withSession { _ = try $0.execute("ANALYZE") }
            for word in ["camera-xyzzy-4711", "order-plugh-0815"] {
                let found = try await store.dataFiles(holding: word)
                #expect(!found.isEmpty, "\(word)")
            }
            try await store.erase(gone)
            let leftovers = try await store.database.reclaimSpace()
            #expect(leftovers.sampled.isEmpty)
            #expect(leftovers.rewritten.contains("relecture.chunk") && !leftovers.log.isEmpty)
            for word in ["camera-xyzzy-4711", "order-plugh-0815"] {
                let found = try await store.dataFiles(holding: word)
                #expect(found == [], "\(word)")
            }
            #expect(try await !store.database.remains(of: kept).isEmpty)
        }
    }

    /// Transactions of other databases also keep old row versions alive, whenever they begin.
    @Test func filesHoldNoWordThoughTheServerIsNeverQuiet() async throws {
        try await TestStore.with { store in
            // Keep some rows: the samples of empty tables cannot be removed.
            _ = try await store.fill("kept")
            let (gone, _) = try await store.fill("gone", camera: ErasedPagesTests.camera)
            try await store.database.pool.withSession { _ = try $0.execute("ANALYZE") }
            try await store.erase(gone)
            try await whileOthersWrite { _ = try await store.database.reclaimSpace() }
            let found = try await store.dataFiles(holding: ErasedPagesTests.camera.rawValue)
            #expect(found == [])
        }
    }

    /// Two neighbours write in overlapping 2 s transactions, so that one is always older than a second.
    private func whileOthersWrite(_ body: () async throws -> Void) async throws {
        let server = try PostgresEndpoint(try await TestServers.environment().administratorURL)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for delay in [0, 1] {
                group.addTask {
                    let neighbour = PostgresConnection(to: server, applicationName: "relecture-neighbour")
                    defer { Task { await neighbour.close() } }
                    try await neighbour.withSession { _ = try $0.query("SELECT pg_sleep(\(delay))") }
                    while !Task.isCancelled {
                        try await neighbour.withSession { _ = try $0.query("SELECT pg_current_xact_id(), pg_sleep(2)") }
                    }
                }
            }
            try await body()
            group.cancelAll()
            while let result = await group.nextResult() {
                if case .failure(let error) = result, !(error is CancellationError) { throw error }
            }
        }
    }

    @Test func samplesOfTablesThatAreEmptyNowAreNamed() async throws {
        try await TestStore.with { store in
            let (gone, _) = try await store.fill("gone")
            try await store.database.pool.withSession { _ = try $0.execute("ANALYZE") }
            try await store.erase(gone)
            #expect(try await store.database.reclaimSpace().sampled.contains("relecture.chunk"))
        }
    }
}
