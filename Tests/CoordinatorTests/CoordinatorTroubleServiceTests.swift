import Coordinator
import Footage
import Planning
import Postgres
import Telemetry
import TestSupport
import Testing
import WorkLedger

/// A failure in one place must not stop work elsewhere.
@Suite(.timeLimit(.minutes(10)))
struct CoordinatorTroubleServiceTests {
    static let yard = CameraID(rawValue: "yard")

    /// Returns the value of a metric without labels.
    private func told(_ registry: MetricRegistry, _ name: String) async -> Double? {
        let line = await registry.exposition().split(separator: "\n").first { $0.hasPrefix("\(name) ") }
        return line?.split(separator: " ").last.flatMap { Double($0) }
    }

    @Test func cameraThatCannotBeMergedHoldsUpItsOwnReviewAlone() async throws {
        try await Cluster.with { cluster in
            let broken = try await cluster.review(chunk: .whole)
            let sound = try await cluster.review(chunk: .whole, camera: Self.yard)
            let profile: String = try #require(
                try await cluster.store.value(
                    "SELECT profile FROM relecture.review WHERE id = $1::uuid", [broken.rawValue]))
            try await cluster.store.execute(
                "UPDATE relecture.review SET profile = '{\"name\": 1}' WHERE id = $1::uuid", [broken.rawValue])
            // The broken review comes first.
            try await cluster.store.execute(
                "UPDATE relecture.review SET urgency = 0 WHERE id = $1::uuid", [broken.rawValue])
            let worker = try await cluster.worker()
            let registry = MetricRegistry()
            try await cluster.coordinated(by: cluster.coordinator(registry: registry)) {
                _ = try await worker.work(until: sound)
                try await eventually(
                    "all of the other review is done too",
                    holds: {
                        if let claim = try await worker.claim() { _ = try await worker.finish(claim) }
                        return try await cluster.store.database.review(broken).chunks == [.done: 1]
                    })
                try await eventually("a merge has failed") {
                    (await told(registry, "relecture_coordinator_failed_merges_total") ?? 0) > 0
                }
                #expect(try await cluster.store.database.review(sound).state == .complete)
                #expect(try await cluster.store.database.review(broken).state == .running)
                // The review ends by itself once the cause is fixed.
                try await cluster.store.execute(
                    "UPDATE relecture.review SET profile = $2 WHERE id = $1::uuid", [broken.rawValue, profile])
                #expect(try await worker.work(until: broken).state == .complete)
            }
            #expect(await told(registry, "relecture_coordinator_failed_rounds_total") == 0)
        }
    }

    @Test func chunksOfDeadWorkersAreTakenBackWhileAMergeLasts() async throws {
        try await Cluster.with { cluster in
            let store = cluster.store
            let merged = try await cluster.review(chunk: .whole)
            let other = try await cluster.review(chunk: .whole, camera: Self.yard)
            try await store.execute("CREATE TABLE relecture.held ()")
            try await store.execute("INSERT INTO relecture.held DEFAULT VALUES")
            try await store.execute(
                """
                CREATE FUNCTION relecture.dawdle() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    FOR i IN 1..300 LOOP
                        EXIT WHEN NOT EXISTS (SELECT FROM relecture.held);
                        PERFORM pg_sleep(0.2);
                    END LOOP;
                    RETURN NEW;
                END $$
                """)
            try await store.execute(
                """
                CREATE TRIGGER dawdle BEFORE INSERT ON relecture.camera_result FOR EACH ROW WHEN (NEW.is_complete)
                EXECUTE FUNCTION relecture.dawdle()
                """)
            let (worker, dead) = (try await cluster.worker(), try await cluster.worker("dead"))
            for (review, by) in [(merged, worker), (other, dead)] {
                let chunk = try await store.chunks(of: review)[0]
                let claim = try #require(
                    try await store.database.claim(chunk: chunk, of: review, by: by.identity, lease: .seconds(600)))
                if review == merged { #expect(try await worker.finish(claim)) }
            }
            let registry = MetricRegistry()
            try await cluster.coordinated(by: cluster.coordinator(registry: registry)) {
                try await eventually("the merge is in progress") {
                    try await store.value(
                        """
                        SELECT count(*) FROM pg_stat_activity
                        WHERE wait_event = 'PgSleep' AND datname = current_database()
                        """) == 1
                }
                try await store.expireLeases()
                try await eventually("the chunk of the dead worker is free") {
                    try await store.database.chunks(of: other).map(\.state) == [.ready]
                }
                #expect(try await store.database.review(merged).state == .running)
                #expect(await told(registry, "relecture_lease_expiries_total") == 1)
                try await store.execute("DELETE FROM relecture.held")
                #expect(try await worker.work(until: merged).state == .complete)
            }
        }
    }

    @Test func leaderThatCannotRenewItsLeaseSaysThatItLeadsNoMore() async throws {
        try await Cluster.with { cluster in
            let registry = MetricRegistry()
            let coordinator = cluster.coordinator(lease: .seconds(2), registry: registry)
            try await cluster.coordinated(by: coordinator) {
                try await eventually("it leads") { await told(registry, "relecture_coordinator_leads") == 1 }
                try await cluster.store.execute("ALTER TABLE relecture.leadership RENAME TO mislaid")
                try await eventually("it leads no more") { await told(registry, "relecture_coordinator_leads") == 0 }
                #expect((await told(registry, "relecture_coordinator_failed_rounds_total") ?? 0) > 0)
                try await cluster.store.execute("ALTER TABLE relecture.mislaid RENAME TO leadership")
                try await eventually("it leads again") { await told(registry, "relecture_coordinator_leads") == 1 }
                #expect(await told(registry, "relecture_coordinator_term") == 1)
            }
        }
    }
}
