package import Operations
package import Planning
import Synchronization
import WorkLedger

/// A timed review through queue and database.
package struct ClusterJob: Sendable {
    package struct Times: Sendable {
        /// From the start of the review to its merged result.
        let wall: Duration
        /// Total over all workers, from claim to the end of the analysis.
        let reviewing: Duration
    }

    private let reviews: FootageReviews
    private let cluster: ReviewCluster
    private let chunk: ChunkLength

    package init(_ reviews: FootageReviews, by cluster: ReviewCluster, chunk: ChunkLength) {
        self.reviews = reviews
        self.cluster = cluster
        self.chunk = chunk
    }

    /// Starts the review once all workers are up, so that their start-up is not measured.
    package func measure(workers: Int) async throws -> Times {
        let times = Mutex<Times?>(nil)
        let plan = try await reviews.plan(profile: .standard, length: chunk)
        try await cluster.with(workers) {
            let fleet = Set(cluster.names(workers))
            while try await present(fleet).count < workers { try await Task.sleep(for: .milliseconds(50)) }
            let before = try await busyTime(of: fleet)
            let start = ContinuousClock.now
            try await cluster.wait(reviews.start(plan))
            let wall = ContinuousClock.now - start
            let busy = try await busyTime(of: fleet) - before
            times.withLock { $0 = Times(wall: wall, reviewing: .microseconds(busy)) }
        }
        guard let measured = times.withLock({ $0 }) else { throw OperationError("no review ended: measure again") }
        return measured
    }

    private func present(_ names: Set<String>) async throws -> [WorkerStatus] {
        try await reviews.workers().filter { names.contains($0.name) && $0.state == .up }
    }

    private func busyTime(of names: Set<String>) async throws -> Int64 {
        try await reviews.workers().filter { names.contains($0.name) }.reduce(0) { $0 + $1.busyTime }
    }
}
