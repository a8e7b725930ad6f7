import AMQP
import ArgumentParser
import Foundation
import Logging
import Operations
import Postgres
import Schema
import WorkQueue

/// The locations of the two servers: from options, then the environment, then files that hold secrets.
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

    /// Whether both servers are configured.
    var areGiven: Bool {
        let environment = Surroundings.current.environment
        func isGiven(_ option: String?, _ name: String) -> Bool {
            option != nil || environment[name]?.isEmpty == false || environment[name + "_FILE"]?.isEmpty == false
        }
        return isGiven(databaseURL, "RELECTURE_DATABASE_URL") && isGiven(amqpURL, "RELECTURE_AMQP_URL")
    }

    /// Returns the two URLs in the form that a child process takes.
    func urls() throws -> (database: String, amqp: String) {
        (
            try value(databaseURL, "RELECTURE_DATABASE_URL", server: "PostgreSQL", option: "--database-url"),
            try value(amqpURL, "RELECTURE_AMQP_URL", server: "RabbitMQ", option: "--amqp-url")
        )
    }

    /// Returns the servers for operations. The broker is optional; operations that need one fail without it.
    func servers() throws -> Servers {
        let amqp = try? value(amqpURL, "RELECTURE_AMQP_URL", server: "RabbitMQ", option: "--amqp-url")
        return Servers(
            databaseURL: try value(
                databaseURL, "RELECTURE_DATABASE_URL", server: "PostgreSQL", option: "--database-url"),
            amqpURL: amqp, logger: { Logs.logger($0) })
    }

    /// Returns a pool of connections. Opens no connection yet.
    func pool(role: String, size: Int = 2) throws -> PostgresPool {
        let text = try value(databaseURL, "RELECTURE_DATABASE_URL", server: "PostgreSQL", option: "--database-url")
        return PostgresPool(
            endpoint: try PostgresEndpoint(text), size: size, applicationName: "relecture-\(role)",
            logger: Logs.logger("relecture.postgres"))
    }

    /// Returns the store, after checking that its schema has the version that this program needs.
    func database(role: String, size: Int = 2) async throws -> Database {
        let pool = try pool(role: role, size: size)
        try await Database.migrator.requireCurrent(pool)
        return Database(pool: pool)
    }

    func broker() throws -> AMQPEndpoint {
        try AMQPEndpoint(
            try value(amqpURL, "RELECTURE_AMQP_URL", server: "RabbitMQ", option: "--amqp-url"))
    }

    /// Returns a connection to the broker that reconnects whenever it is lost, with the topology in place.
    func connection(
        role: String, patience: Duration = .seconds(5), isRepairing: Bool = false
    ) async throws -> ReconnectingConnection {
        try await broker().connection(
            role: role, patience: patience, isRepairing: isRepairing, logger: Logs.logger("relecture.amqp"))
    }

    /// Returns the channel on which a service sends and receives hints, over its own connection.
    func hints(role: String, patience: Duration? = nil, logger: Logger) throws -> ControlChannel {
        try broker().hints(role: role, patience: patience, logger: logger)
    }

    private func value(_ given: String?, _ name: String, server: String, option: String) throws -> String {
        let environment = Surroundings.current.environment
        if let text = given ?? environment[name], !text.isEmpty { return text }
        if let path = environment[name + "_FILE"], !path.isEmpty {
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw CommandError("cannot read \(path), which \(name)_FILE names: check its path and rights")
            }
            return text.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        throw CommandError(
            "no \(server) is given: set \(name) or \(option); `relecture local start` runs one and prints the variable"
        )
    }
}
