extension PostgresConnection {
    /// Throws if a COMMIT would not do what the closure intended. Cancellation has no effect from here on.
    func checkBeforeCommit(_ wire: PostgresWire, _ session: PostgresSession, _ cancellation: Cancellation) throws {
        cancellation.disarm()
        guard !cancellation.isCancelled else { throw CancellationError() }
        if let failure = session.failure, wire.isBroken || wire.hasFailedTransaction { throw failure }
        guard wire.isInTransaction else {
            throw PostgresError(
                .mismatch, operation: "COMMIT", message: "the closure of a transaction must not end it itself")
        }
    }

    func commit(_ wire: PostgresWire) throws(PostgresError) {
        do throws(PostgresError) {
            let result = try wire.run(script: "COMMIT", operation: "COMMIT")
            guard result.commandTag == "COMMIT" else {
                throw PostgresError(.server, operation: "COMMIT", message: "the server rolled the transaction back")
            }
        } catch  where error.isConnectionLoss {
            throw PostgresError(
                .commitUnknown, operation: "COMMIT", message: error.message, sqlState: error.sqlState)
        }
    }

    /// Leaves the connection usable or marked broken.
    func rollBack(_ wire: PostgresWire) {
        guard !wire.isBroken, wire.isInTransaction || wire.hasFailedTransaction else { return }
        do throws(PostgresError) {
            try wire.run(script: "ROLLBACK", operation: "ROLLBACK")
        } catch {
            // Report the original error; a connection that cannot roll back is not reused.
            wire.markBroken()
        }
    }
}
