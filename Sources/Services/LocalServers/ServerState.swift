import Foundation

/// The saved state of a pair of private servers. Its file also marks the directory as ours.
struct ServerState: Codable, Sendable, Equatable {
    /// The address and passwords of the database server.
    struct Database: Codable, Sendable, Equatable {
        var port: Int
        var password: String
        var administratorPassword: String
    }

    /// The addresses and password of the broker.
    struct Broker: Codable, Sendable, Equatable {
        var port: Int
        /// Erlang's distribution port, used between nodes and tools.
        var distributionPort: Int
        /// The port of epmd, Erlang's port mapper. Private, so that stopping it affects no one else.
        var mapperPort: Int
        var password: String
        /// The TLS port, if enabled.
        var tlsPort: Int?
    }

    static let currentFormat = "relecture-servers/1"

    var format = currentFormat
    /// The user who started the servers.
    var owner: UInt32
    var database: Database
    var broker: Broker

    static func fresh() throws(LocalServerError) -> ServerState {
        let ports = try FreePorts.choose(4)
        return ServerState(
            owner: geteuid(),
            database: Database(port: ports[0], password: Secret.random(), administratorPassword: Secret.random()),
            broker: Broker(
                port: ports[1], distributionPort: ports[2], mapperPort: ports[3], password: Secret.random()))
    }

    var environment: LocalEnvironment {
        LocalEnvironment(
            databaseURL: "postgresql://relecture:\(database.password)@127.0.0.1:\(database.port)/relecture",
            administratorURL:
                "postgresql://postgres:\(database.administratorPassword)@127.0.0.1:\(database.port)/postgres",
            amqpURL: "amqp://relecture:\(broker.password)@127.0.0.1:\(broker.port)/%2F", amqpsPort: broker.tlsPort)
    }
}
