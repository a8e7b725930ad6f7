import ArgumentParser
import Operations

struct DatabaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "database", abstract: "Looks after the database's schema.",
        subcommands: [Migrate.self, Status.self])

    struct Migrate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Brings the database to the version that this program needs. Safe to repeat.")

        @OptionGroup var servers: ServerOptions

        func run() async throws {
            let applied = try await servers.servers().migrate()
            for migration in applied.migrations {
                StandardError.write("applied \(migration.version) \(migration.name)\n")
            }
            if applied.definitions > 0 {
                StandardError.write("applied \(applied.definitions) definitions of views and functions\n")
            }
            if applied.isEmpty { StandardError.write("the database is up to date\n") }
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Says whether the schema is current.")

        @OptionGroup var servers: ServerOptions

        func run() async throws {
            try await servers.servers().requireCurrentSchema()
            try StandardOutput.line("current")
        }
    }
}
