import Catalogue
import Footage
import Postgres
import Requisitions
import Schema
import TestSupport
import Testing
import WorkLedger

@Suite(.timeLimit(.minutes(10)))
struct SchemaTests {
    @Test func emptyDatabaseIsRefusedThenMigratedOnce() async throws {
        try await TestServers.withDatabase { url in
            let pool = PostgresPool(endpoint: try PostgresEndpoint(url), size: 2, applicationName: "relecture-tests")
            let migrator = Database.migrator
            await #expect(throws: MigrationError.self) { try await migrator.requireCurrent(pool) }
            let applied = try await migrator.migrate(pool)
            #expect(applied.migrations.map(\.version) == Database.migrations.map(\.version))
            #expect(applied.definitions.map(\.name) == Database.definitions.map(\.name))
            try await migrator.requireCurrent(pool)
            #expect(try await migrator.migrate(pool).isEmpty)
            await pool.close()
        }
    }

    @Test func everyRequisitionHasPartitionsOfItsOwn() async throws {
        try await TestStore.with { store in
            for reference in ["1", "2"] { _ = try await store.openRequisition(reference) }
            let parents: [String] = try await store.rows(
                """
                SELECT parent.relname::text AS parent FROM pg_inherits
                JOIN pg_class parent ON parent.oid = inhparent JOIN pg_class child ON child.oid = inhrelid
                WHERE parent.relkind = 'p' GROUP BY parent.relname HAVING count(*) = 2 ORDER BY 1
                """
            ).map { try $0.decode("parent") }
            #expect(parents == ["camera_activity", "camera_coverage", "camera_track", "chunk_coverage", "tracklet"])
        }
    }

    @Test func requisitionReadsBackAsItWasOrdered() async throws {
        try await TestStore.with { store in
            let cameras = ["yard", "gate", "Brücke 3"].map(CameraID.init(rawValue:))
            let id = try await store.openRequisition("K/2026 \"x\"; DROP", cameras: cameras)
            let requisition = try await store.database.requisition(id)
            #expect(requisition.order.reference == "K/2026 \"x\"; DROP")
            #expect(requisition.order.cameras == cameras.sorted() && requisition.order.window == TestStore.window)
            #expect(requisition.state == .open)
            try await store.database.close(id)
            #expect(try await store.database.requisition(id).state == .closed)
        }
    }

    @Test func schemaItselfRefusesImpossibleChunks() async throws {
        try await TestStore.with { store in
            _ = try await store.startReview(of: store.openRequisition(), chunks: 1)
            for change in [
                "state = 'running'", "state = 'done'", "state = 'quarantined', finished_at = now()",
                "ends_at = starts_at", "state = 'lost'",
            ] {
                let error = await #expect(throws: PostgresError.self) {
                    try await store.execute("UPDATE relecture.chunk SET \(change)")
                }
                // A trigger guards the position in time before any CHECK runs.
                #expect(error?.sqlState == (change.hasPrefix("ends_at") ? "RL002" : "23514"), "\(change)")
            }
        }
    }
}
