/// The addresses of the private servers including passwords: for environment variables, never for logs.
package struct LocalEnvironment: Sendable, Equatable {
    /// Connects as the owner of the database `relecture`.
    package let databaseURL: String
    /// Connects as the superuser of that PostgreSQL.
    package let administratorURL: String
    package let amqpURL: String
    /// RabbitMQ's TLS port, if enabled. PostgreSQL uses its one port for TLS too.
    package let amqpsPort: Int?
}

/// The status of the servers in one directory.
package struct LocalServersStatus: Sendable, Equatable {
    package let directory: String
    package let database: ServerCondition
    package let broker: ServerCondition

    package var isRunning: Bool {
        if case .running = database, case .running = broker { true } else { false }
    }
}

/// The state of one private server.
package enum ServerCondition: Sendable, Equatable, CustomStringConvertible {
    case running(process: Int32)
    /// Running but not answering: starting, stopping, or hung.
    case silent(process: Int32)
    case stopped

    package var description: String {
        switch self {
        case .running(let process): "running (process \(process))"
        case .silent(let process): "not answering (process \(process))"
        case .stopped: "stopped"
        }
    }

    init(process: Int32?, answers: Bool) {
        self = process.map { answers ? .running(process: $0) : .silent(process: $0) } ?? .stopped
    }
}
