import Coordinator
import Worker

/// A coordinator and worker processes of this machine: what `run`, `bench` and `selftest` review with.
struct MachineCluster: Sendable {
    let servers: ServerOptions
    let nodes: FootageRootOptions
    /// What its workers find in their environment.
    let variables: [String: String]
    let progress: ProgressLine

    /// Has them for as long as the work takes.
    func with(workers: Int, _ work: @escaping @Sendable () async throws -> Void) async throws {
        let coordinator = try await CoordinatorCommand.coordinator(
            servers, configuration: try CoordinatorTimes.fromEnvironment(), quietly: true)
        let fleet = WorkerFleet(count: workers, variables: try environment()) { progress.note($0) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await coordinator.run() }
            group.addTask { try await fleet.run() }
            group.addTask { try await work() }
            // The first to end ends them all: the work is done, or it cannot go on.
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
