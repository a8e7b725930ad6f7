import CPostgres
import Foundation

/// One open libpq connection, driven without libpq's own blocking waits, so that a silent server can be given up.
///
/// Not thread-safe; confined to its connection's thread. Once `isBroken`, it must be replaced.
final class PostgresWire {
    let raw: OpaquePointer
    private(set) var isBroken = false
    /// How long the server may stay silent during one statement; nil: forever (keepalives still apply).
    var answerLimit: Duration?

    /// Connects and logs in. Blocks the thread for the connect timeout per host at most, plus name resolution.
    init(to endpoint: PostgresEndpoint, options: [String: String]) throws(PostgresError) {
        let pairs = options.map { (strdup($0.key), strdup($0.value)) }
        defer {
            pairs.forEach { pair in
                free(pair.0); free(pair.1)
            }
        }
        let keywords = pairs.map { UnsafePointer<CChar>($0.0) } + [nil]
        let values = pairs.map { UnsafePointer<CChar>($0.1) } + [nil]
        let opened = PQconnectdbParams(keywords, values, 0)
        guard let opened, PQstatus(opened) == CONNECTION_OK else {
            defer { PQfinish(opened) }
            throw PostgresError(connecting: endpoint, raw: opened)
        }
        raw = opened
        // Notices ("relation already exists, skipping") would otherwise go to standard error.
        PQsetNoticeProcessor(raw, { _, _ in }, nil)
        PQsetnonblocking(raw, 1)
    }

    deinit {
        PQfinish(raw)
    }

    func markBroken() {
        isBroken = true
    }

    var isInTransaction: Bool { PQtransactionStatus(raw) == PQTRANS_INTRANS }
    var hasFailedTransaction: Bool { PQtransactionStatus(raw) == PQTRANS_INERROR }

    /// Returns the salted form of a password, computed locally; nothing is sent.
    func verifier(of password: String, for role: String) throws(PostgresError) -> String {
        guard let text = PQencryptPasswordConn(raw, password, role, "scram-sha-256") else {
            throw PostgresError(.mismatch, operation: "a password", message: String(cString: PQerrorMessage(raw)))
        }
        defer { PQfreemem(text) }
        return String(cString: text)
    }

    /// Runs one statement with the extended protocol and binary results.
    func run(_ sql: String, _ parameters: ParameterList, operation: String) throws(PostgresError) -> ResultStorage {
        let sent = parameters.withArrays { count, types, values, lengths, formats in
            PQsendQueryParams(raw, sql, count, types, values, lengths, formats, 1)
        }
        return try finish(sent: sent, operation: operation)
    }

    /// Runs semicolon-separated statements without parameters, using the simple protocol.
    @discardableResult
    func run(script: String, operation: String) throws(PostgresError) -> ResultStorage {
        try finish(sent: PQsendQuery(raw, script), operation: operation)
    }

    /// Runs `COPY … FROM STDIN` with all of its data.
    func copy(_ sql: String, data: [UInt8], operation: String) throws(PostgresError) -> ResultStorage {
        guard PQsendQuery(raw, sql) == 1 else { throw lost(operation) }
        try flush(operation)
        try awaitAnswer(operation)
        guard let opened = PQgetResult(raw) else { throw lost(operation) }
        let storage = ResultStorage(owning: opened, operation: operation)
        guard storage.status == PGRES_COPY_IN else { return try collect(after: storage, operation: operation) }
        var rest = data[...]
        while !rest.isEmpty {
            let slice = rest.prefix(1 << 20)
            let queued = slice.withUnsafeBytes {
                PQputCopyData(raw, $0.baseAddress?.assumingMemoryBound(to: CChar.self), CInt($0.count))
            }
            guard queued >= 0 else { throw lost(operation) }
            if queued == 1 { rest = rest.dropFirst(slice.count) }
            try flush(operation)
        }
        while true {
            let ended = PQputCopyEnd(raw, nil)
            guard ended >= 0 else { throw lost(operation) }
            try flush(operation)
            if ended == 1 { break }
        }
        return try collect(after: nil, operation: operation)
    }

    private func finish(sent: CInt, operation: String) throws(PostgresError) -> ResultStorage {
        guard sent == 1 else { throw lost(operation) }
        try flush(operation)
        return try collect(after: nil, operation: operation)
    }
}
