import AMQP
import ArgumentParser
import Foundation
import Logging
import Operations
import Postgres
import Schema
import WorkQueue

/// Where the two servers are: options first, then the environment, then files that hold secrets.
struct ServerOptions: ParsableArguments {
    @Option(
        name: .customLong("database-url"),
        help:
            "PostgreSQL, as a libpq URI. Default: RELECTURE_DATABASE_URL, or the file RELECTURE_DATABASE_URL_FILE names."
    )
    var databaseURL: String?

    @Option(
        name: .customLong("amqp-url"),
        help:
            "RabbitMQ, as amqp:// or amqps://. Default: RELECTURE_AMQP_URL, or the file RELECTURE_AMQP_URL_FILE names.")
    var amqpURL: String?

    init() {}

    init(databaseURL: String, amqpURL: String) {
        self.databaseURL = databaseURL
        self.amqpURL = amqpURL
    }

    /// Whether both servers are named somewhere.
    var areGiven: Bool {
        let environment = Surroundings.current.environment
        func isGiven(_ option: String?, _ name: String) -> Bool {
            option != nil || environment[name]?.isEmpty == false || environment[name + "_FILE"]?.isEmpty == false
        }
        return isGiven(databaseURL, "RELECTURE_DATABASE_URL") && isGiven(amqpURL, "RELECTURE_AMQP_URL")
    }

    /// The two URLs, as a child process takes them.
    func urls() throws -> (database: String, amqp: String) {
        (
            try value(databaseURL, "RELECTURE_DATABASE_URL", server: "PostgreSQL", option: "--database-url"),
            try value(amqpURL, "RELECTURE_AMQP_URL", server: "RabbitMQ", option: "--amqp-url")
        )
    }

    /// What operations need of the two. A broker is optional: operations that need one fail by themselves.
    func servers() throws -> Servers {
        let amqp = try? value(amqpURL, "RELECTURE_AMQP_URL", server: "RabbitMQ", option: "--amqp-url")
        return Servers(
            databaseURL: try value(
                databaseURL, "RELECTURE_DATABASE_URL", server: "PostgreSQL", option: "--database-url"),
            amqpURL: amqp, logger: { Logs.logger($0) })
    }

    /// A pool of connections; opens none by itself.
    func pool(role: String, size: Int = 2) throws -> PostgresPool {
        let text = try value(databaseURL, "RELECTURE_DATABASE_URL", server: "PostgreSQL", option: "--database-url")
        return PostgresPool(
            endpoint: try PostgresEndpoint(text), size: size, applicationName: "relecture-\(role)",
            logger: Logs.logger("relecture.postgres"))
    }

    /// The store, at the version of the schema that this program needs.
    func database(role: String, size: Int = 2) async throws -> Database {
        let pool = try pool(role: role, size: size)
        try await Database.migrator.requireCurrent(pool)
        return Database(pool: pool)
    }

    func broker() throws -> AMQPEndpoint {
        try AMQPEndpoint(
            try value(amqpURL, "RELECTURE_AMQP_URL", server: "RabbitMQ", option: "--amqp-url"))
    }

    /// A connection to the broker that is made again whenever it is lost, with the topology in place.
    func connection(
        role: String, patience: Duration = .seconds(5), isRepairing: Bool = false
    ) async throws -> ReconnectingConnection {
        try await broker().connection(
            role: role, patience: patience, isRepairing: isRepairing, logger: Logs.logger("relecture.amqp"))
    }

    /// Where a service hears and sends hints, on a connection of its own.
    func hints(role: String, patience: Duration? = nil, logger: Logger) throws -> ControlChannel {
        try broker().hints(role: role, patience: patience, logger: logger)
    }

    private func value(_ given: String?, _ name: String, server: String, option: String) throws -> String {
        let environment = Surroundings.current.environment
        if let text = given ?? environment[name], !text.isEmpty { return text }
        if let path = environment[name + "_FILE"], !path.isEmpty {
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw CommandError("\(path), which \(name)_FILE names, cannot be read")
            }
            return text.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        throw CommandError(
            "no \(server) is given: set \(name) or \(option); `relecture local start` makes one and prints the variable"
        )
    }
}
