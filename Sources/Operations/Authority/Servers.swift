import AMQP
package import Logging
import Postgres
import Schema
import WorkQueue

/// The two servers of an installation, as URLs.
package struct Servers: Sendable {
    /// A libpq URI.
    package let databaseURL: String
    /// `amqp://` or `amqps://`. Nil: the operation needs no broker, or goes on without one.
    package let amqpURL: String?
    /// Gives loggers to connections.
    let logger: @Sendable (String) -> Logger

    package init(databaseURL: String, amqpURL: String?, logger: @escaping @Sendable (String) -> Logger) {
        self.databaseURL = databaseURL
        self.amqpURL = amqpURL
        self.logger = logger
    }

    /// A pool of connections; opens none by itself.
    func pool(role: String, size: Int = 2) throws -> PostgresPool {
        PostgresPool(
            endpoint: try PostgresEndpoint(databaseURL), size: size, applicationName: "relecture-\(role)",
            logger: logger("relecture.postgres"))
    }

    /// Opens the store; it must be at the version of the schema that this program needs.
    ///
    /// - Parameter role: what the connections are called in the server's list of sessions.
    func database(role: String, size: Int = 2) async throws -> Database {
        let pool = try pool(role: role, size: size)
        try await Database.migrator.requireCurrent(pool)
        return Database(pool: pool)
    }

    /// Tells all workers at once what the database knows already.
    ///
    /// - Returns: whether the broker was reached; if not, workers learn it at their next renewal.
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
