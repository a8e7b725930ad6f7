import Coordinator
import Worker

/// A coordinator and worker processes on this machine, as `run`, `bench` and `selftest` use them.
struct MachineCluster: Sendable {
    let servers: ServerOptions
    let nodes: FootageRootOptions
    /// Additional environment variables of its workers.
    let variables: [String: String]
    let progress: ProgressLine

    /// Runs the cluster for as long as `work` takes.
    func with(workers: Int, _ work: @escaping @Sendable () async throws -> Void) async throws {
        let coordinator = try await CoordinatorCommand.coordinator(
            servers, configuration: try CoordinatorTimes.fromEnvironment(), quietly: true)
        let fleet = WorkerFleet(count: workers, variables: try environment()) { progress.note($0) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await coordinator.run() }
            group.addTask { try await fleet.run() }
            group.addTask { try await work() }
            // The first task to end cancels the others: the work is done, or cannot continue.
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func environment() throws -> [String: String] {
        let urls = try servers.urls()
        var environment = ["RELECTURE_DATABASE_URL": urls.database, "RELECTURE_AMQP_URL": urls.amqp]
        environment["RELECTURE_FOOTAGE_ROOT"] = nodes.root
        return environment.merging(variables) { $1 }
    }
}
