import ArgumentParser
import Formats
import Foundation
import LocalServers
import Operations
import WorkQueue

struct LocalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "local",
        abstract: "Run a private PostgreSQL and RabbitMQ on loopback, in one directory.",
        discussion: "For trials and single machines: eval \"$(relecture local start | sed 's/^/export /')\"",
        subcommands: [Start.self, Stop.self, Status.self, Destroy.self])

    /// The location of the private servers.
    struct Directory: ParsableArguments {
        @Option(name: .long, help: "The directory of the servers and their data. Default: the user's state directory.")
        var directory: String?

        init() {}

        init(_ directory: String?) {
            self.directory = directory
        }

        var servers: LocalServers { LocalServers(directory: path, policies: LocalCommand.policies) }

        var path: String {
            guard let directory else {
                return LocalServers.defaultDirectory(environment: Surroundings.current.environment)
            }
            return URL(fileURLWithPath: directory).standardizedFileURL.path
        }
    }

    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Start both servers, migrate the database, print the two variables.",
            discussion: "If the servers already run, only prints the variables.")

        @OptionGroup var place: Directory

        func run() async throws {
            let environment = try await LocalCommand.start(place.servers) { StandardError.write("\($0)\n") }
            try StandardOutput.line("RELECTURE_DATABASE_URL=\(environment.databaseURL)")
            try StandardOutput.line("RELECTURE_AMQP_URL=\(environment.amqpURL)")
        }
    }

    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Stop both servers and keep their data.")

        @OptionGroup var place: Directory

        func run() async throws {
            try await place.servers.stop()
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check whether the servers run.", discussion: "Exit status 1 if they do not.")

        @OptionGroup var place: Directory
        @OptionGroup var list: ListOptions

        func run() async throws {
            let status = try await place.servers.status()
            try StandardOutput.line(LocalStatusText(status).text(list.format))
            if !status.isRunning { throw ExitCode(1) }
        }
    }

    struct Destroy: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop both servers and delete their directory with all data in it.")

        @OptionGroup var place: Directory

        func run() async throws {
            try await place.servers.destroy()
        }
    }

    /// Starts the servers and migrates the database to this program's schema version.
    static func start(
        _ servers: LocalServers, progress: @escaping @Sendable (String) -> Void
    ) async throws -> LocalEnvironment {
        try await servers.startMigrated(logger: { Logs.logger($0) }, progress: progress)
    }
}

extension LocalCommand {
    /// The queue policies for the broker version installed here.
    static var policies: [BrokerPolicy] {
        Topology().policies(forServerVersion: InstalledServers.detect().broker?.version ?? "3.10")
    }
}

/// The state of the private servers, as text or JSON.
struct LocalStatusText {
    private let status: LocalServersStatus

    init(_ status: LocalServersStatus) {
        self.status = status
    }

    func text(_ format: ListFormat) -> String {
        switch format {
        case .table:
            return "directory   \(status.directory)\nPostgreSQL  \(status.database)\nRabbitMQ    \(status.broker)"
        case .json:
            return CanonicalJSON.object([
                "directory": .string(status.directory), "running": .bool(status.isRunning),
                "database": .string("\(status.database)"), "broker": .string("\(status.broker)"),
            ]).text
        }
    }
}
