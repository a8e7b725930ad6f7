package import LocalServers
package import Logging

extension LocalServers {
    /// Starts the servers and migrates the database to this program's schema version.
    package func startMigrated(
        logger: @escaping @Sendable (String) -> Logger, progress: @escaping @Sendable (String) -> Void
    ) async throws -> LocalEnvironment {
        let environment = try await start(progress: progress)
        let servers = Servers(databaseURL: environment.databaseURL, amqpURL: environment.amqpURL, logger: logger)
        try await servers.migrate()
        return environment
    }
}
