import Logging
import ServiceLifecycle
import UnixSignals

/// Runs one service of this program.
enum ServiceRun {
    /// Until one of the services ends or a signal comes; the others are then stopped in order.
    static func run(
        _ services: [any Service], signals: [UnixSignal] = [.sigterm, .sigint], logger: Logger
    ) async throws {
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map {
                    .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup)
                }, gracefulShutdownSignals: signals, logger: logger))
        try await group.run()
    }
}
