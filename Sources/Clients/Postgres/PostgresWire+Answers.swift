import CPostgres
import Foundation

extension PostgresWire {
    /// Reads all results of the running statement. Throws the first failure, or returns the last result.
    func collect(after first: ResultStorage?, operation: String) throws(PostgresError) -> ResultStorage {
        var last = first
        var failure = try first.flatMap { (storage) throws(PostgresError) in try check(storage, operation: operation) }
        while true {
            try awaitAnswer(operation)
            guard let raw = PQgetResult(raw) else { break }
            let storage = ResultStorage(owning: raw, operation: operation)
            if let error = try check(storage, operation: operation) {
                failure = failure ?? error
            } else {
                last = storage
            }
        }
        if let failure {
            if failure.kind == .connectionLost { markBroken() }
            throw failure
        }
        guard let last else { throw lost(operation) }
        return last
    }

    private func check(_ storage: ResultStorage, operation: String) throws(PostgresError) -> PostgresError? {
        switch storage.status {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
            return nil
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
            // The server now expects or sends a COPY stream that nothing handles; only a new connection helps.
            markBroken()
            throw PostgresError(.mismatch, operation: operation, message: "COPY runs through copy(into:) only")
        default:
            return PostgresError(result: storage.raw, operation: operation)
        }
    }

    func flush(_ operation: String) throws(PostgresError) {
        let deadline = answerLimit.map { ContinuousClock.now + $0 }
        while true {
            switch PQflush(raw) {
            case 0: return
            case 1:
                // The server may be sending too; unless we read, both sides could wait for each other.
                let ready = try wait(for: Int16(POLLIN | POLLOUT), until: deadline, operation)
                if ready & Int16(POLLIN) != 0, PQconsumeInput(raw) == 0 { throw lost(operation) }
            default:
                // The server's last message explains more than the failed write.
                if PQconsumeInput(raw) == 1 || PQisBusy(raw) == 0 { return }
                throw lost(operation)
            }
        }
    }

    func awaitAnswer(_ operation: String) throws(PostgresError) {
        let deadline = answerLimit.map { ContinuousClock.now + $0 }
        while PQisBusy(raw) == 1 {
            _ = try wait(for: Int16(POLLIN), until: deadline, operation)
            // On failure PQgetResult returns the error and the server's last message, if any.
            if PQconsumeInput(raw) == 0 { return }
        }
    }

    private func wait(
        for events: Int16, until deadline: ContinuousClock.Instant?, _ operation: String
    ) throws(PostgresError) -> Int16 {
        var entry = pollfd(fd: PQsocket(raw), events: events, revents: 0)
        guard entry.fd >= 0 else { throw lost(operation) }
        while true {
            let left = deadline.map { max(0, (ContinuousClock.now.duration(to: $0)).milliseconds) }
            let count = poll(&entry, 1, left.map { CInt(clamping: $0) } ?? -1)
            if count > 0 { return entry.revents }
            if count < 0, errno == EINTR { continue }
            guard count == 0 else { throw lost(operation) }
            markBroken()
            throw PostgresError(
                .connectionLost, operation: operation,
                message: "no answer within \(answerLimit?.milliseconds ?? 0) ms, given up")
        }
    }

    /// Marks the connection broken and returns libpq's error.
    func lost(_ operation: String) -> PostgresError {
        let words = PostgresError.oneLine(String(cString: PQerrorMessage(raw)))
        // Some errors are libpq's own and leave the connection intact, such as too many parameters.
        guard PQstatus(raw) == CONNECTION_BAD || words.isEmpty else {
            if PQtransactionStatus(raw) == PQTRANS_ACTIVE { markBroken() }
            return PostgresError(.mismatch, operation: operation, message: words)
        }
        markBroken()
        return PostgresError(.connectionLost, operation: operation, message: words)
    }
}
