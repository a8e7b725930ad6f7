import AMQP
import Postgres
import Telemetry

/// Metrics of a process's connections to its two servers, from what the clients count.
struct ServerMetrics: Sendable {
    private let transactions: Counter
    private let errors: Counter
    private let connected: Gauge
    private let blocked: Gauge
    private let connections: Counter
    private let failures: Counter

    @discardableResult
    init(_ registry: MetricRegistry, pool: PostgresPool, connection: ReconnectingConnection) {
        transactions = registry.counter("relecture_database_transactions_total", "Committed transactions.")
        errors = registry.counter(
            "relecture_database_errors_total", "Errors of the database and of the connections to it.", labels: ["kind"])
        connected = registry.gauge("relecture_broker_connected", "1 while a connection to the broker is open.")
        blocked = registry.gauge(
            "relecture_broker_blocked", "1 while the broker accepts no messages because of a memory or disk alarm.")
        connections = registry.counter(
            "relecture_broker_connections_total", "Connections made to the broker; all but the first are reconnections."
        )
        failures = registry.counter(
            "relecture_broker_failed_connections_total", "Failed attempts to connect to the broker.")
        registry.beforeAnswering { [self] in update(pool.statistics, connection.statistics) }
    }

    private func update(_ database: PostgresStatistics, _ broker: ConnectionStatistics) {
        transactions.set(to: Double(database.transactions))
        let counts = database.errors
        for kind in PostgresError.Kind.allCases where kind != .invalidEndpoint {
            errors.set(ServerMetrics.label(kind), to: Double(counts[kind] ?? 0))
        }
        connected.set(to: broker.isOpen ? 1 : 0)
        blocked.set(to: broker.isBlocked ? 1 : 0)
        connections.set(to: Double(broker.connected))
        failures.set(to: Double(broker.failed))
    }

    private static func label(_ kind: PostgresError.Kind) -> String {
        switch kind {
        case .invalidEndpoint: "invalid-endpoint"
        case .unreachable: "unreachable"
        case .refused: "refused"
        case .insecure: "insecure"
        case .noDatabase: "no-database"
        case .connectionLost: "connection-lost"
        case .commitUnknown: "commit-unknown"
        case .server: "server"
        case .mismatch: "mismatch"
        }
    }
}
