/// A database failure: the operation, the server's or libpq's own text, and the SQLSTATE if there is one.
///
/// `description` is one line without parameter values or passwords; `message` and `detail` are raw.
package struct PostgresError: Error, Sendable, Equatable {
    /// The kind of failure, on which callers base their reaction.
    package enum Kind: String, Sendable, CaseIterable {
        /// The given database URL cannot be parsed.
        case invalidEndpoint
        /// No server is listening, or it is still starting.
        case unreachable
        /// The server rejected the user name or password.
        case refused
        /// TLS negotiation failed, or the server is not the requested one.
        case insecure
        /// The server has no such database.
        case noDatabase
        /// The connection broke or timed out; nothing of the transaction was committed.
        case connectionLost
        /// The connection broke during COMMIT, which may or may not have taken effect.
        case commitUnknown
        /// The server rejected a statement; see `sqlState`.
        case server
        /// A value or result does not have the form the caller expected.
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

    /// Whether the connection is gone and a new one is needed.
    package var isConnectionLoss: Bool {
        kind == .connectionLost || kind == .commitUnknown || kind == .unreachable
    }

    /// Whether the whole transaction can be rerun without risk of applying it twice.
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

    /// Returns the operation's name for errors: the first words of the statement with its literals masked.
    static func name(of sql: String) -> String {
        var parts = sql.prefix(400).split(separator: "'", omittingEmptySubsequences: false).map(String.init)
        for index in stride(from: 1, to: parts.count, by: 2) { parts[index] = "…" }
        let line = oneLine(parts.joined(separator: "'"))
        return line.count > 80 ? "\(line.prefix(79))…" : line
    }
}
