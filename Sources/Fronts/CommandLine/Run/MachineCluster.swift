import Coordinator
import Foundation

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
        let urls = try servers.urls()
        let fleet = WorkerFleet(
            count: workers, databaseURL: urls.database, amqpURL: urls.amqp, footageRoot: nodes.root,
            variables: variables, progress: progress)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await coordinator.run() }
            group.addTask { try await fleet.run() }
            group.addTask { try await work() }
            // The first to end ends them all: the work is done, or it cannot go on.
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}
