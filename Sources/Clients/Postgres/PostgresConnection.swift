import BlockingExecutor
package import Logging

/// One database connection on its own thread; opened on first use and again after a failure.
package actor PostgresConnection {
    private let executor: ThreadExecutor
    private let endpoint: PostgresEndpoint
    private let settings: PostgresSettings
    private let applicationName: String
    private let logger: Logger
    private var wire: PostgresWire?
    /// The server's statement timeout plus grace. Read from the server because the endpoint may override it.
    private var answerLimit: Duration?

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    package init(
        to endpoint: PostgresEndpoint, settings: PostgresSettings = PostgresSettings(), applicationName: String,
        logger: Logger = Logger(label: "relecture.postgres")
    ) {
        self.endpoint = endpoint
        self.settings = settings
        self.applicationName = applicationName
        self.logger = logger
        executor = ThreadExecutor(name: "postgres")
    }

    isolated deinit {
        wire = nil
        executor.stop()
    }

    /// Runs `body` once in a transaction: commits when it returns, rolls back when it throws or is cancelled.
    package func transaction<Value: Sendable>(
        isolation: PostgresIsolation = .readCommitted, _ body: @Sendable (PostgresSession) throws -> Value
    ) async throws -> Value {
        let cancellation = Cancellation()
        return try await withTaskCancellationHandler {
            try runTransaction(isolation, cancellation, body)
        } onCancel: {
            cancellation.cancel()
        }
    }

    /// Runs `body` outside a transaction, for statements that cannot run inside one.
    package func withSession<Value: Sendable>(
        _ body: @Sendable (PostgresSession) throws -> Value
    ) async throws -> Value {
        let cancellation = Cancellation()
        return try await withTaskCancellationHandler {
            try lend(cancellation, body)
        } onCancel: {
            cancellation.cancel()
        }
    }

    /// Closes the connection; the next use opens a new one.
    package func close() {
        wire = nil
    }

    private func runTransaction<Value>(
        _ isolation: PostgresIsolation, _ cancellation: Cancellation, _ body: (PostgresSession) throws -> Value
    ) throws -> Value {
        try lend(cancellation) { session in
            guard let wire else { preconditionFailure("A lent session has an open connection.") }
            do {
                try session.script("BEGIN ISOLATION LEVEL \(isolation.rawValue)")
                let value = try body(session)
                try checkBeforeCommit(wire, session, cancellation)
                try commit(wire)
                return value
            } catch {
                cancellation.disarm()
                rollBack(wire)
                throw error
            }
        }
    }

    private func lend<Value>(
        _ cancellation: Cancellation, _ body: (PostgresSession) throws -> Value
    ) throws -> Value {
        guard !cancellation.isCancelled else { throw CancellationError() }
        let wire = try openWire()
        wire.answerLimit = answerLimit
        cancellation.arm(wire)
        defer {
            cancellation.disarm()
            if wire.isBroken { self.wire = nil }
        }
        return try body(PostgresSession(wire: wire, cancellation: cancellation, grace: settings.answerGrace))
    }

    private func openWire() throws(PostgresError) -> PostgresWire {
        if let wire { return wire }
        let options = settings.options(for: endpoint, applicationName: applicationName)
        let opened = try PostgresWire(to: endpoint, options: options)
        opened.answerLimit = settings.connectTimeout + settings.answerGrace
        let name = "SELECT setting FROM pg_settings WHERE name = 'statement_timeout'"
        let result = try opened.run(name, ParameterList([], operation: name), operation: name)
        answerLimit = nil
        if case .text(let text)? = result.value(row: 0, column: 0), let limit = Int(text), limit > 0 {
            answerLimit = .milliseconds(limit) + settings.answerGrace
        }
        logger.debug("connected to PostgreSQL", metadata: ["database": "\(endpoint)"])
        wire = opened
        return opened
    }
}
