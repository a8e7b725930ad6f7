package import Logging

/// A fixed number of connections, opened on demand and handed out first come, first served.
package actor PostgresPool {
    package nonisolated let endpoint: PostgresEndpoint
    package nonisolated let statistics = PostgresStatistics()
    private let settings: PostgresSettings
    private let applicationName: String
    private let size: Int
    private let logger: Logger
    private var idle: [PostgresConnection] = []
    private var opened = 0
    private var waiting: [(id: Int, continuation: CheckedContinuation<PostgresConnection, any Error>)] = []
    private var nextID = 0
    private var isClosed = false
    /// If a server has answered before, callers wait for it; if it never has, the failure is reported at once.
    private var hasConnected = false

    package init(
        endpoint: PostgresEndpoint, size: Int, applicationName: String,
        settings: PostgresSettings = PostgresSettings(), logger: Logger = Logger(label: "relecture.postgres")
    ) {
        precondition(size > 0, "A pool has at least one connection.")
        self.endpoint = endpoint
        self.size = size
        self.applicationName = applicationName
        self.settings = settings
        self.logger = logger
    }

    /// Runs `body` in a transaction and commits it.
    ///
    /// `body` is synchronous, so no suspended task can hold a transaction open. It is rerun as a whole after a
    /// serialization failure, a deadlock, or a connection lost before COMMIT, so it must have no other side effects.
    /// - Throws: a ``PostgresError`` of kind `.commitUnknown` if the connection broke during COMMIT;
    ///   `CancellationError` if the task was cancelled before it; otherwise whatever `body` threw.
    package func transaction<Value: Sendable>(
        isolation: PostgresIsolation = .readCommitted, _ body: @Sendable (PostgresSession) throws -> Value
    ) async throws -> Value {
        var attempt = 1
        while true {
            do {
                return try await withConnection { connection in
                    try await connection.transaction(isolation: isolation, body)
                }
            } catch let error as PostgresError where canRetry(error, attempt: attempt) {
                logger.debug("transaction is run again", metadata: ["error": "\(error)", "attempt": "\(attempt)"])
                try await Task.sleep(for: settings.pause(afterAttempt: attempt))
                attempt += 1
            }
        }
    }

    /// Runs `body` once outside a transaction, for statements that cannot run inside one.
    package func withSession<Value: Sendable>(
        _ body: @Sendable (PostgresSession) throws -> Value
    ) async throws -> Value {
        try await withConnection { try await $0.withSession(body) }
    }

    /// Closes idle connections now and the others when they are returned. The pool cannot be used afterwards.
    package func close() async {
        isClosed = true
        waiting.forEach { $0.continuation.resume(throwing: Self.closedError) }
        waiting = []
        let connections = idle
        idle = []
        for connection in connections { await connection.close() }
    }

    private func canRetry(_ error: PostgresError, attempt: Int) -> Bool {
        error.isRetriable && attempt < settings.attempts && !isClosed && (error.kind != .unreachable || hasConnected)
    }

    private func withConnection<Value: Sendable>(
        _ body: (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        let connection = try await acquire()
        do {
            let value = try await body(connection)
            hasConnected = true
            statistics.committed()
            await release(connection)
            return value
        } catch {
            statistics.failed(error)
            hasConnected = hasConnected || (error as? PostgresError)?.kind == .connectionLost
            await release(connection)
            throw error
        }
    }

    private func acquire() async throws -> PostgresConnection {
        guard !isClosed else { throw Self.closedError }
        if let connection = idle.popLast() { return connection }
        if opened < size {
            opened += 1
            return PostgresConnection(
                to: endpoint, settings: settings, applicationName: applicationName, logger: logger)
        }
        nextID += 1
        let id = nextID
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                if Task.isCancelled {
                    continuation.resume(throwing: CancellationError())
                } else {
                    waiting.append((id, continuation))
                }
            }
        } onCancel: {
            // The handler is synchronous; the task only forwards the call to this actor.
            Task { await self.abandon(id) }
        }
    }

    private func abandon(_ id: Int) {
        guard let index = waiting.firstIndex(where: { $0.id == id }) else { return }
        waiting.remove(at: index).continuation.resume(throwing: CancellationError())
    }

    private func release(_ connection: PostgresConnection) async {
        if isClosed {
            await connection.close()
        } else if waiting.isEmpty {
            idle.append(connection)
        } else {
            waiting.removeFirst().continuation.resume(returning: connection)
        }
    }

    private static let closedError = PostgresError(
        .mismatch, operation: "the connection pool", message: "it is closed")
}
