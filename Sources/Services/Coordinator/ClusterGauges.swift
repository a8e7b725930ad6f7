import Planning
package import Schema
import ServiceLifecycle
package import Telemetry
import WorkLedger

/// Exports the state of the whole cluster, read from the database at a fixed interval. Every coordinator does this, not
/// only the leader.
///
/// Scrapes get the last reading and never wait for the database. Unreadable values are omitted.
package struct ClusterGauges: Service {

    private let database: Database
    private let pause: Duration
    private let isKnown: Gauge
    private let chunks: Gauge
    private let oldest: Gauge
    private let work: Gauge
    private let timeToEmpty: Gauge
    private let slots: Gauge
    private let busy: Gauge
    private let speed: Gauge
    private let workers: Gauge
    private let reviews: Gauge
    private let quarantined: Gauge
    private let footage: Gauge

    /// - Parameter pause: between two readings. Default: 5 s.
    package init(_ registry: MetricRegistry, database: Database, pause: Duration = .seconds(5)) {
        self.database = database
        self.pause = pause
        isKnown = registry.gauge(
            "relecture_cluster_known", "1 if the cluster gauges could last be read from the database, otherwise 0.")
        chunks = registry.gauge(
            "relecture_queue_chunks", "Waiting and running chunks of running reviews.", labels: ["urgency", "state"])
        oldest = registry.gauge(
            "relecture_queue_oldest_age_seconds", "How long the oldest waiting chunk has been available.",
            labels: ["urgency"])
        work = registry.gauge(
            "relecture_queue_work_seconds", "What one slot would need for all that is left.", labels: ["urgency"])
        timeToEmpty = registry.gauge(
            "relecture_queue_time_to_empty_seconds",
            "Time to finish this urgency and more urgent work with the current slots, or with one if there are none.",
            labels: ["urgency"])
        slots = registry.gauge("relecture_cluster_slots", "Slots of all living workers that take work.")
        busy = registry.gauge("relecture_cluster_slots_busy", "Chunks held by all living workers.")
        speed = registry.gauge(
            "relecture_cluster_slot_speed", "Average seconds of footage reviewed per second by one slot.")
        workers = registry.gauge("relecture_workers", "Known workers by state.", labels: ["state"])
        reviews = registry.gauge("relecture_reviews", "Reviews by state.", labels: ["state"])
        quarantined = registry.gauge("relecture_chunks_quarantined", "Chunks now in quarantine, across all reviews.")
        footage = registry.gauge(
            "relecture_cluster_footage_seconds", "Total seconds of footage reviewed by the known workers.")
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await refresh()
                try? await Task.sleep(for: pause)
            }
        }
    }

    /// Reads all gauges once.
    package func refresh() async {
        do {
            let (status, counts) = (try await database.queueStatus(), try await database.clusterCounts())
            tell(status)
            tell(counts)
            isKnown.set(to: 1)
        } catch {
            for gauge in [
                chunks, oldest, work, timeToEmpty, slots, busy, speed, workers, reviews, quarantined, footage,
            ] { gauge.clear() }
            isKnown.set(to: 0)
        }
    }

    private func tell(_ status: QueueStatus) {
        for depth in status.depths {
            let urgency = depth.urgency.rawValue
            chunks.set(urgency, "waiting", to: Double(depth.waiting))
            chunks.set(urgency, "running", to: Double(depth.running))
            oldest.set(urgency, to: Double(depth.oldestAge) / 1_000_000)
            work.set(urgency, to: status.work(depth.urgency))
            timeToEmpty.set(urgency, to: status.timeToEmpty(depth.urgency))
        }
        slots.set(to: Double(status.slots))
        busy.set(to: Double(status.busy))
        speed.set(to: status.slotSpeed ?? .nan)
    }

    private func tell(_ counts: ClusterCounts) {
        for state in WorkerState.allCases { workers.set(state.rawValue, to: Double(counts.workers[state] ?? 0)) }
        for state in ReviewState.allCases { reviews.set(state.rawValue, to: Double(counts.reviews[state] ?? 0)) }
        quarantined.set(to: Double(counts.quarantined))
        footage.set(to: Double(counts.footageDone) / 1_000_000)
    }
}
