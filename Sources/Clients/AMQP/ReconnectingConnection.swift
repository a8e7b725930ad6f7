package import Logging

/// Keeps one live connection to the broker and makes a new one when it is lost.
///
/// Failed attempts are spaced by the backoff, whoever asks. A refusal that somebody must settle first (password,
/// permission, certificate) is thrown at once; an unreachable broker is tried again until the patience ends.
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
    ///   - patience: how long one call waits for an unreachable broker; nil: until its task is cancelled.
    ///   - prepare: run on every new connection before anybody uses it: topology, subscriptions.
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

    /// Runs `body` with a live connection. Its error is thrown on: whether to repeat is the caller's decision.
    package func withConnection<Result: Sendable>(
        _ body: @Sendable (AMQPConnection) async throws -> Result
    ) async throws -> Result {
        let connection = try await connected()
        return try await body(connection)
    }

    /// Acknowledges on the connection the delivery came by; never connects for it.
    package func acknowledge(_ delivery: Delivery) async throws -> Settlement {
        guard let current, current.generation == delivery.generation else { return .stale }
        return try await current.acknowledge(delivery)
    }

    /// Rejects on the connection the delivery came by; never connects for it.
    package func reject(_ delivery: Delivery, _ fate: RejectedFate) async throws -> Settlement {
        guard let current, current.generation == delivery.generation else { return .stale }
        return try await current.reject(delivery, fate)
    }

    /// Closes for good; calls that wait for a connection fail.
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

    /// Makes one attempt; the error if it failed.
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
