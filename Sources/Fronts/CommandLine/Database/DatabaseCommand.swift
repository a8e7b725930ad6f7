import ArgumentParser
import Operations

struct DatabaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "database", abstract: "Migrate or check the schema of the database.",
        subcommands: [Migrate.self, Status.self])

    struct Migrate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Migrate the database to the schema version of this program. Safe to repeat.")

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
        static let configuration = CommandConfiguration(abstract: "Check whether the schema is current.")

        @OptionGroup var servers: ServerOptions

        func run() async throws {
            try await servers.servers().requireCurrentSchema()
            try StandardOutput.line("current")
        }
    }
}
