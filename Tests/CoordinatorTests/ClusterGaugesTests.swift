import Coordinator
import Planning
import Postgres
import Schema
import Telemetry
import TestSupport
import Testing
import WorkLedger

@Suite(.timeLimit(.minutes(10)))
struct ClusterGaugesTests {
    @Test func gaugesAreThoseOfTheDatabaseAndAbsentWhenItCannotBeRead() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let review = try await store.startReview(of: requisition, chunks: 4, urgency: .urgent)
            let worker = try await store.worker()
            _ = try await store.database.claim(
                chunk: store.chunks(of: review)[0], of: review, by: worker, lease: .seconds(30))
            try await store.execute("UPDATE relecture.worker SET busy = 1, footage_done = '100 s', busy_time = '5 s'")
            let registry = MetricRegistry()
            let gauges = ClusterGauges(registry, database: store.database)
            await gauges.refresh()
            let told = await registry.exposition().split(separator: "\n")
            for line in [
                #"relecture_queue_chunks{urgency="urgent",state="waiting"} 3"#,
                #"relecture_queue_chunks{urgency="urgent",state="running"} 1"#,
                #"relecture_queue_chunks{urgency="bulk",state="waiting"} 0"#,
                // 240 s of footage at 20 times real time on one slot; the other urgencies have no work left.
                #"relecture_queue_work_seconds{urgency="urgent"} 12"#,
                #"relecture_queue_time_to_empty_seconds{urgency="bulk"} 12"#,
                #"relecture_workers{state="up"} 1"#, #"relecture_workers{state="silent"} 0"#,
                #"relecture_reviews{state="running"} 1"#, "relecture_cluster_slots 1", "relecture_cluster_slots_busy 1",
                "relecture_cluster_slot_speed 20", "relecture_cluster_footage_seconds 100",
                "relecture_chunks_quarantined 0", "relecture_cluster_known 1",
            ] { #expect(told.contains(Substring(line)), "\(line)") }

            await store.database.pool.close()
            await gauges.refresh()
            let unknown = await registry.exposition()
            #expect(unknown.contains("\nrelecture_cluster_known 0\n"))
            // Stale values must not be exported: they would pass for current ones.
            #expect(!unknown.contains("relecture_queue_chunks{") && !unknown.contains("relecture_workers{"))
        }
    }
}
