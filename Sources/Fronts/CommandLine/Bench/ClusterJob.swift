import Coordinator
import Operations
import Planning
import Requisitions
import Synchronization
import WorkLedger

/// A whole review through queue and database, timed.
struct ClusterJob: Sendable {
    struct Times: Sendable {
        /// From the start of the review to its merged end.
        let wall: Duration
        /// Of all workers together, from claim to the end of the analysis.
        let reviewing: Duration
    }

    let reviewing: Reviewing
    let requisition: RequisitionID
    let chunk: ChunkLength

    /// Starts the review once all workers are up, so that their start does not count.
    func measure(workers: Int) async throws -> Times {
        let times = Mutex<Times?>(nil)
        let planner = ReviewPlanner(database: reviewing.database)
        let plan = try await planner.plan(requisition, profile: .standard, length: chunk, urgency: .normal)
        try await reviewing.withCluster(workers: workers) {
            let fleet = Set(WorkerFleet.names(workers))
            while try await present(fleet).count < workers { try await Task.sleep(for: .milliseconds(50)) }
            let before = try await busyTime(of: fleet)
            let start = ContinuousClock.now
            _ = try await reviewing.wait(for: reviewing.start(plan))
            let wall = ContinuousClock.now - start
            let busy = try await busyTime(of: fleet) - before
            times.withLock { $0 = Times(wall: wall, reviewing: .microseconds(busy)) }
        }
        guard let measured = times.withLock({ $0 }) else { throw CommandError("the review did not end") }
        return measured
    }

    private func present(_ names: Set<String>) async throws -> [WorkerStatus] {
        try await reviewing.database.workers().filter { names.contains($0.name) && $0.state == .up }
    }

    private func busyTime(of names: Set<String>) async throws -> Int64 {
        try await reviewing.database.workers().filter { names.contains($0.name) }.reduce(0) { $0 + $1.busyTime }
    }
}
