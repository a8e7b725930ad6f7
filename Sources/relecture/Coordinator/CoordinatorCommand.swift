import ArgumentParser
import Coordinator
import Foundation
import WorkQueue

struct CoordinatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coordinator", abstract: "Publishes work, rescues it, merges timelines.",
        subcommands: [Run.self])

    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Coordinates reviews until it is stopped (SIGTERM or SIGINT).",
            discussion: "Several may run, on any machines: one leads, the others take over when it falls silent.")

        @OptionGroup var times: CoordinatorTimes
        @OptionGroup var servers: ServerOptions

        func run() async throws {
            let coordinator = try await CoordinatorCommand.coordinator(
                servers, configuration: try times.configuration(), quietly: false)
            try await ServiceRun.untilSignalled(coordinator, logger: Logs.logger("relecture", quietly: false))
        }
    }

    /// A coordinator wired to both servers, each checked before it is given out.
    static func coordinator(
        _ servers: ServerOptions, configuration: CoordinatorConfiguration, quietly: Bool
    ) async throws -> ReviewCoordinator {
        let host = ProcessInfo.processInfo.hostName
        let database = try await servers.database(role: "coordinator")
        let connection = try await servers.connection(role: "coordinator/\(host)", isRepairing: true)
        return ReviewCoordinator(
            name: "\(host)-\(getpid())-\(UUID().uuidString.prefix(8))", configuration: configuration,
            database: database, publisher: TicketPublisher(connection, topology: Topology()),
            logger: Logs.logger("relecture.coordinator", quietly: quietly))
    }
}
