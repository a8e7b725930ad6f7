import Logging
import ServiceLifecycle
import UnixSignals

/// Runs the services of this program.
enum ServiceRun {
    /// Runs until one of the services ends or a signal arrives, then stops the others in order.
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
