/// What went wrong at the database: the operation, the server's or libpq's own words, and the SQLSTATE if there is one.
///
/// `description` is one line and holds no values of parameters and no password; `message` and `detail` are raw.
package struct PostgresError: Error, Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// The text given as database URL cannot be read.
        case invalidEndpoint
        /// No server answers there, or it is not ready yet.
        case unreachable
        /// The server refuses the user name or password.
        case refused
        /// TLS could not be agreed, or the server is not the one that was asked for.
        case insecure
        /// The server has no such database.
        case noDatabase
        /// The connection broke or fell silent; nothing of the transaction was committed.
        case connectionLost
        /// The connection broke while COMMIT was under way: it may or may not have happened.
        case commitUnknown
        /// The server refused a statement; see `sqlState`.
        case server
        /// A value or a result does not have the form the caller asked for.
        case mismatch
    }

    package let kind: Kind
    package let operation: String
    package let message: String
    package let sqlState: String?
    package let detail: String?
    package let constraint: String?

    init(
        _ kind: Kind, operation: String, message: String, sqlState: String? = nil, detail: String? = nil,
        constraint: String? = nil
    ) {
        self.kind = kind
        self.operation = operation
        self.message = message
        self.sqlState = sqlState
        self.detail = detail
        self.constraint = constraint
    }

    /// The connection is gone; a new one is needed.
    package var isConnectionLoss: Bool {
        kind == .connectionLost || kind == .commitUnknown || kind == .unreachable
    }

    /// The whole transaction may be run again with no risk of doing its work twice.
    package var isRetriable: Bool {
        switch kind {
        case .connectionLost, .unreachable: true
        case .server: sqlState == "40001" || sqlState == "40P01"
        default: false
        }
    }
}

extension PostgresError: CustomStringConvertible {
    package var description: String {
        let state = sqlState.map { " (SQLSTATE \($0))" } ?? ""
        let words = Self.oneLine(sqlState?.hasPrefix("22") == true ? Self.withoutQuoted(message) : message)
        return switch kind {
        case .invalidEndpoint: "the database URL cannot be read: \(words)"
        case .unreachable: "cannot reach PostgreSQL at \(operation): \(words)"
        case .refused: "PostgreSQL at \(operation) refused the user name or password: check the database URL"
        case .insecure:
            "no trustworthy TLS connection to PostgreSQL at \(operation): \(words)\(Self.adviceOnTLS(words))"
        case .noDatabase: "PostgreSQL at \(operation) has no such database: \(words)"
        case .connectionLost: "lost the connection to PostgreSQL during \(operation): \(words)\(state)"
        case .commitUnknown: "lost the connection to PostgreSQL during COMMIT, whose outcome is unknown: \(words)"
        case .server: "PostgreSQL refused \(operation): \(words)\(state)"
        case .mismatch: "\(operation): \(words)"
        }
    }

    static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    // Messages of class 22 (data exception) quote the offending value.
    private static func withoutQuoted(_ text: String) -> String {
        let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
        guard parts.count > 1 else { return text }
        return stride(from: 0, to: parts.count, by: 2).map { String(parts[$0]) }.joined(separator: "\"…\"")
    }

    /// The first words of a statement, its literals masked: how an error names the operation.
    static func name(of sql: String) -> String {
        var parts = sql.prefix(400).split(separator: "'", omittingEmptySubsequences: false).map(String.init)
        for index in stride(from: 1, to: parts.count, by: 2) { parts[index] = "…" }
        let line = oneLine(parts.joined(separator: "'"))
        return line.count > 80 ? "\(line.prefix(79))…" : line
    }
}
