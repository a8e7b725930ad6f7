import AMQP
package import Logging
import Postgres
import Schema
import WorkQueue

/// The two servers of an installation, given as URLs.
package struct Servers: Sendable {
    /// A libpq URI.
    package let databaseURL: String
    /// `amqp://` or `amqps://`; nil if the operation needs no broker or works without one.
    package let amqpURL: String?
    /// Creates the loggers of connections by label.
    let logger: @Sendable (String) -> Logger

    package init(databaseURL: String, amqpURL: String?, logger: @escaping @Sendable (String) -> Logger) {
        self.databaseURL = databaseURL
        self.amqpURL = amqpURL
        self.logger = logger
    }

    /// Creates a connection pool; opens no connection yet.
    func pool(role: String, size: Int = 2) throws -> PostgresPool {
        PostgresPool(
            endpoint: try PostgresEndpoint(databaseURL), size: size, applicationName: "relecture-\(role)",
            logger: logger("relecture.postgres"))
    }

    /// Opens the database. It must be at the schema version that this program needs.
    ///
    /// - Parameter role: Application name of the connections in the server's session list.
    func database(role: String, size: Int = 2) async throws -> Database {
        let pool = try pool(role: role, size: size)
        try await Database.migrator.requireCurrent(pool)
        return Database(pool: pool)
    }

    /// Notifies all workers immediately of a change that is already in the database.
    ///
    /// - Returns: Whether the broker was reached; true if none is configured. If not, workers notice at their next
    ///   renewal.
    @discardableResult
    func hint(_ hint: Hint) async -> Bool {
        guard let amqpURL, let endpoint = try? AMQPEndpoint(amqpURL) else { return true }
        let channel = ControlChannel(
            endpoint, patience: .seconds(2), topology: Topology(), logger: logger("relecture.amqp"))
        let isReached = (try? await channel.broadcast(hint)) != nil
        await channel.close()
        return isReached
    }
}
