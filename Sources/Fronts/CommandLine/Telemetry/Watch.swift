import AMQP
import Logging
import Operations
import Postgres
import ServiceLifecycle
import Telemetry

/// Makes a service of the cluster observable: holds its metrics, its readiness, and the server that publishes them.
struct Watch {
    static let database = "postgresql"
    static let broker = "rabbitmq"

    let registry = MetricRegistry()
    let readiness = Readiness(dependencies: [database, broker])
    private let address: ListenAddress?

    var isWanted: Bool { address != nil }

    init(_ options: TelemetryOptions) throws {
        address = try options.address()
    }

    /// Returns the core services with telemetry around them. Services stop in reverse order, so the telemetry server
    /// stays up while the others shut down.
    func services(
        around core: [any Service], role: String, pool: PostgresPool, connection: ReconnectingConnection, logger: Logger
    ) -> [any Service] {
        guard let address else { return core }
        ProcessMetrics(registry, role: role, version: Build.version)
        ServerMetrics(registry, pool: pool, connection: connection)
        let heartbeats = Heartbeats(
            [
                (Watch.database, { @Sendable in _ = try await pool.transaction { try $0.execute("SELECT 1") } }),
                // On an open connection, AMQP heartbeats detect a dead broker.
                (Watch.broker, { @Sendable in try await connection.withConnection { _ in } }),
            ], readiness: readiness)
        let server = TelemetryServer(address, registry: registry, readiness: readiness, logger: logger)
        return [server] + core + [heartbeats]
    }
}
