import Footage
import Postgres
import Requisitions
import Storage
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
            // The planner's samples hold values too.
            try await store.database.pool.withSession { _ = try $0.execute("ANALYZE") }
            for word in ["camera-xyzzy-4711", "order-plugh-0815"] {
                #expect(try await store.dataFiles(holding: word) > 0, "\(word)")
            }
            try await store.erase(gone)
            let leftovers = try await store.database.reclaimSpace()
            #expect(leftovers.sampled.isEmpty)
            #expect(leftovers.rewritten.contains("relecture.chunk") && !leftovers.log.isEmpty)
            for word in ["camera-xyzzy-4711", "order-plugh-0815"] {
                #expect(try await store.dataFiles(holding: word) == 0, "\(word)")
            }
            #expect(try await !store.database.remains(of: kept).isEmpty)
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
