import AMQP
import ArgumentParser
import Coordinator
import Foundation
import Logging
import Schema
import ServiceLifecycle
import Telemetry
import WorkQueue

struct CoordinatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coordinator", abstract: "Publish work, rescue it and merge timelines.",
        subcommands: [Run.self])

    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Coordinate reviews until stopped (SIGTERM or SIGINT).",
            discussion: "Several may run, on any machines: one leads, the others take over when it falls silent.")

        @OptionGroup var times: CoordinatorTimes
        @OptionGroup var telemetry: TelemetryOptions
        @OptionGroup var servers: ServerOptions

        func run() async throws {
            let logger = Logs.logger("relecture.coordinator", quietly: false)
            let configuration = try times.configuration()
            let watch = try Watch(telemetry)
            let (database, connection) = try await CoordinatorCommand.connect(servers)
            let coordinator = try await CoordinatorCommand.coordinator(
                servers, configuration, database, connection, metrics: CoordinatorMetrics(watch.registry),
                logger: logger)
            let gauges: [any Service] =
                watch.isWanted ? [ClusterGauges(watch.registry, database: database)] : []
            let services = watch.services(
                around: gauges + [coordinator], role: "coordinator", pool: database.pool, connection: connection,
                logger: logger)
            try await ServiceRun.run(services, logger: logger)
        }
    }

    /// Returns a coordinator connected to both servers; each connection is checked first.
    static func coordinator(
        _ servers: ServerOptions, configuration: CoordinatorConfiguration, quietly: Bool
    ) async throws -> ReviewCoordinator {
        let (database, connection) = try await connect(servers)
        return try await coordinator(
            servers, configuration, database, connection, metrics: CoordinatorMetrics(MetricRegistry()),
            logger: Logs.logger("relecture.coordinator", quietly: quietly))
    }

    /// How long to wait for the broker. Leases are rescued and timelines merged only after this wait, so it is short.
    private static let patience = Duration.seconds(2)

    private static func connect(_ servers: ServerOptions) async throws -> (Database, ReconnectingConnection) {
        let host = ProcessInfo.processInfo.hostName
        return (
            try await servers.database(role: "coordinator", size: 4),
            try await servers.connection(role: "coordinator/\(host)", patience: patience, isRepairing: true)
        )
    }

    private static func coordinator(
        _ servers: ServerOptions, _ configuration: CoordinatorConfiguration, _ database: Database,
        _ connection: ReconnectingConnection, metrics: CoordinatorMetrics, logger: Logger
    ) async throws -> ReviewCoordinator {
        let host = ProcessInfo.processInfo.hostName
        // Use a connection apart from the publisher's: in an alarm the broker stops reading from that one.
        let taking = try await servers.connection(role: "coordinator/\(host)/quarantine", patience: patience)
        return ReviewCoordinator(
            name: "\(host)-\(getpid())-\(UUID().uuidString.prefix(8))", configuration: configuration,
            database: database, publisher: TicketPublisher(connection, topology: Topology()),
            quarantine: QuarantineSource(taking, topology: Topology()),
            hints: try servers.hints(role: "coordinator/\(host)", patience: patience, logger: logger),
            metrics: metrics, logger: logger)
    }
}
