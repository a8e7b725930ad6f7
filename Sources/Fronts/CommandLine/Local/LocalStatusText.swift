import Formats
import LocalServers
import Operations

/// The state of the private servers, as text or JSON.
struct LocalStatusText {
    private let status: LocalServersStatus

    init(_ status: LocalServersStatus) {
        self.status = status
    }

    func text(_ format: ListFormat) -> String {
        switch format {
        case .table:
            return "directory   \(status.directory)\nPostgreSQL  \(status.database)\nRabbitMQ    \(status.broker)"
        case .json:
            return CanonicalJSON.object([
                "directory": .string(status.directory), "running": .bool(status.isRunning),
                "database": .string("\(status.database)"), "broker": .string("\(status.broker)"),
            ]).text
        }
    }
}
