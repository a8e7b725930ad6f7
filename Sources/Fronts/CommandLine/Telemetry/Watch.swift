import AMQP
import Logging
import Operations
import Postgres
import ServiceLifecycle
import Telemetry

/// What makes a service of the cluster watchable: its numbers, its readiness, and the server that tells them.
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

    /// The services that are watched, with what watches them around: they stop in reverse order, so that it can be seen
    /// until the end how they stop.
    func services(
        around core: [any Service], role: String, pool: PostgresPool, connection: ReconnectingConnection, logger: Logger
    ) -> [any Service] {
        guard let address else { return core }
        ProcessMetrics(registry, role: role, version: Build.version)
        ServerMetrics(registry, pool: pool, connection: connection)
        let heartbeats = Heartbeats(
            [
                (Watch.database, { @Sendable in _ = try await pool.transaction { try $0.execute("SELECT 1") } }),
                // Heartbeats tell on an open connection whether the broker lives.
                (Watch.broker, { @Sendable in try await connection.withConnection { _ in } }),
            ], readiness: readiness)
        let server = TelemetryServer(address, registry: registry, readiness: readiness, logger: logger)
        return [server] + core + [heartbeats]
    }
}
