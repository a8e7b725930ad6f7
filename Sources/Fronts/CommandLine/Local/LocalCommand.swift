import ArgumentParser
import Foundation
import LocalServers
import Operations

struct LocalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "local",
        abstract: "Private PostgreSQL and RabbitMQ of your own, on loopback, in one directory.",
        discussion: "For trying out and for single machines: eval \"$(relecture local start | sed 's/^/export /')\"",
        subcommands: [Start.self, Stop.self, Status.self, Destroy.self])

    struct Directory: ParsableArguments {
        @Option(name: .long, help: "Where the servers and their data are kept. Default: this user's state directory.")
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
            abstract: "Starts both servers, migrates the database, prints the two variables.",
            discussion: "Does nothing but print when they run already.")

        @OptionGroup var place: Directory

        func run() async throws {
            let environment = try await LocalCommand.start(place.servers) { StandardError.write("\($0)\n") }
            try StandardOutput.line("RELECTURE_DATABASE_URL=\(environment.databaseURL)")
            try StandardOutput.line("RELECTURE_AMQP_URL=\(environment.amqpURL)")
        }
    }

    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Stops both servers and keeps their data.")

        @OptionGroup var place: Directory

        func run() async throws {
            try await place.servers.stop()
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says whether the servers run.", discussion: "Exit status 1 when they do not.")

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
            abstract: "Stops both servers and deletes their directory with all data in it.")

        @OptionGroup var place: Directory

        func run() async throws {
            try await place.servers.destroy()
        }
    }

    /// Starts the servers and brings the database to this program's version.
    static func start(
        _ servers: LocalServers, progress: @escaping @Sendable (String) -> Void
    ) async throws -> LocalEnvironment {
        try await servers.startMigrated(logger: { Logs.logger($0) }, progress: progress)
    }
}
