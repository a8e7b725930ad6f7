package import Coordinator
package import LocalServers
package import Logging
import Operations

/// Measures the overhead per chunk with empty chunks, in private servers of its own.
package struct QueueBench: Sendable {
    private let slots: Int
    private let coordinator: @Sendable (LocalEnvironment) async throws -> ReviewCoordinator
    private let logger: @Sendable (String) -> Logger
    private let show: @Sendable (String) -> Void

    /// - Parameters:
    ///   - slots: chunks worked on at the same time.
    ///   - coordinator: returns a coordinator connected to the servers.
    ///   - show: receives progress messages.
    package init(
        slots: Int, coordinator: @escaping @Sendable (LocalEnvironment) async throws -> ReviewCoordinator,
        logger: @escaping @Sendable (String) -> Logger, show: @escaping @Sendable (String) -> Void
    ) {
        self.slots = slots
        self.coordinator = coordinator
        self.logger = logger
        self.show = show
    }

    /// - Parameters:
    ///   - count: the number of chunks.
    ///   - servers: must be new for each call, so that data from an earlier run does not affect the measurement. They
    ///     are destroyed at the end.
    package func measure(_ count: Int, in servers: LocalServers) async throws -> QueueReport.Row {
        let result: Result<QueueReport.Row, any Error>
        do {
            let environment = try await servers.startMigrated(logger: logger, progress: show)
            let job = QueueJob(
                servers: environment, coordinator: try await coordinator(environment), slots: slots, logger: logger,
                show: show)
            result = .success(try await job.measure(count))
        } catch {
            result = .failure(error)
        }
        await Task { try? await servers.destroy() }.value
        return try result.get()
    }
}
