package import Logging

/// Keeps one live connection to the broker and replaces it when it is lost.
///
/// Failed attempts are spaced by the backoff, across all callers. Refusals that need manual intervention (password,
/// permission, certificate) are thrown at once; an unreachable broker is retried until the patience runs out.
package actor ReconnectingConnection {
    package typealias Preparation = @Sendable (AMQPConnection) async throws -> Void

    package nonisolated let statistics = ConnectionStatistics()
    private let endpoint: AMQPEndpoint
    private let options: ConnectionOptions
    private let backoff: Backoff
    private let patience: Duration?
    private let prepare: Preparation
    private let logger: Logger
    private var current: AMQPConnection?
    private var failures = 0
    private var nextAttempt = ContinuousClock.now
    private var isAttempting = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var isClosed = false

    /// - Parameters:
    ///   - patience: how long one call waits for an unreachable broker; nil waits until its task is cancelled.
    ///   - prepare: runs on every new connection before first use: topology, subscriptions.
    package init(
        _ endpoint: AMQPEndpoint, options: ConnectionOptions = ConnectionOptions(), backoff: Backoff = Backoff(),
        patience: Duration? = nil, logger: Logger, prepare: @escaping Preparation = { _ in }
    ) {
        self.endpoint = endpoint
        self.options = options
        self.backoff = backoff
        self.patience = patience
        self.logger = logger
        self.prepare = prepare
    }

    /// Runs `body` with a live connection and rethrows its error; the caller decides whether to retry.
    package func withConnection<Result: Sendable>(
        _ body: @Sendable (AMQPConnection) async throws -> Result
    ) async throws -> Result {
        let connection = try await connected()
        return try await body(connection)
    }

    /// Acknowledges on the connection that delivered the message; never reconnects to do so.
    package func acknowledge(_ delivery: Delivery) async throws -> Settlement {
        guard let current, current.generation == delivery.generation else { return .stale }
        return try await current.acknowledge(delivery)
    }

    /// Rejects on the connection that delivered the message; never reconnects to do so.
    package func reject(_ delivery: Delivery, _ fate: RejectedFate) async throws -> Settlement {
        guard let current, current.generation == delivery.generation else { return .stale }
        return try await current.reject(delivery, fate)
    }

    /// Closes permanently; calls waiting for a connection fail.
    package func close() async {
        isClosed = true
        let last = current
        current = nil
        statistics.dropped()
        await last?.close()
    }

    private func connected() async throws -> AMQPConnection {
        let start = ContinuousClock.now
        while true {
            try Task.checkCancellation()
            guard !isClosed else {
                throw AMQPError(.closed, operation: "connect", object: endpoint.address, text: "closed by us")
            }
            if let current, current.isOpen { return current }
            if isAttempting {
                await withCheckedContinuation { waiting.append($0) }
            } else if nextAttempt > .now {
                try await Task.sleep(until: nextAttempt, clock: .continuous)
            } else if let error = await attempt() {
                let waited = start.duration(to: .now)
                if !Self.isRetriable(error) || patience.map({ waited >= $0 }) == true { throw error }
            }
        }
    }

    /// Makes one attempt. Returns the error if it failed.
    private func attempt() async -> (any Error)? {
        isAttempting = true
        defer {
            isAttempting = false
            for waiter in waiting { waiter.resume() }
            waiting = []
        }
        if let failure = await current?.failure {
            logger.warning(
                "lost the connection to RabbitMQ", metadata: ["broker": "\(endpoint.address)", "error": "\(failure)"])
        }
        current = nil
        statistics.dropped()
        do {
            let connection = try await AMQPConnection.open(endpoint, options: options)
            try await prepare(connection)
            return await adopt(connection)
        } catch {
            failures += 1
            statistics.attemptFailed()
            nextAttempt = .now + backoff.pause(afterFailures: failures)
            let metadata: Logger.Metadata = [
                "broker": "\(endpoint.address)", "attempt": "\(failures)", "error": "\(error)",
            ]
            logger.log(level: failures == 1 ? .warning : .debug, "no connection to RabbitMQ", metadata: metadata)
            return error
        }
    }

    private func adopt(_ connection: AMQPConnection) async -> (any Error)? {
        guard !isClosed else {
            await connection.close()
            return nil
        }
        current = connection
        statistics.adopted(connection)
        failures = 0
        logger.debug("connected to RabbitMQ", metadata: ["broker": "\(endpoint.address)"])
        return nil
    }

    private static func isRetriable(_ error: any Error) -> Bool {
        (error as? AMQPError)?.isRetriable ?? false
    }
}
