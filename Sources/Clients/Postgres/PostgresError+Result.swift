import CPostgres

extension PostgresError {
    /// Creates the error of a failed result. The caller keeps ownership of `result`.
    init(result: OpaquePointer, operation: String) {
        func field(_ code: CInt) -> String? {
            PQresultErrorField(result, code).map { String(cString: $0) }
        }
        let state = field(relecture_pg_sqlstate)
        let message = field(relecture_pg_message) ?? String(cString: PQresultErrorMessage(result))
        self.init(
            Self.endsSession(state) ? .connectionLost : .server, operation: operation, message: message,
            sqlState: state, detail: field(relecture_pg_detail), constraint: field(relecture_pg_constraint))
    }

    // Class 08: connection failure. 57P01 to 57P05: shutdown, crash, startup, database dropped, idle session timeout.
    // 25P03: idle too long in a transaction. A result without SQLSTATE comes from libpq itself: the socket broke.
    private static func endsSession(_ state: String?) -> Bool {
        guard let state else { return true }
        return state.hasPrefix("08") || state.hasPrefix("57P0") || state == "25P03"
    }

    /// Creates the error of a failed connection attempt.
    ///
    /// libpq gives no SQLSTATE here, so its message text decides. Messages in other languages count as unreachable
    /// unless the server asked for a password.
    init(connecting endpoint: PostgresEndpoint, raw: OpaquePointer?) {
        let words = raw.flatMap { PQerrorMessage($0) }.map { Self.oneLine(String(cString: $0)) } ?? "out of memory"
        let kind: Kind =
            if Self.isAboutTLS(words) {
                .insecure
            } else if words.contains("database \""), words.contains("does not exist") {
                .noDatabase
            } else if words.contains("authentication failed") || words.contains("no password supplied")
                || words.contains("no pg_hba.conf entry") || words.contains("role \"")
            {
                .refused
            } else if words.contains("the database system is") {
                .unreachable
            } else {
                words.contains("FATAL") && raw.map { PQconnectionUsedPassword($0) == 1 } == true
                    ? .server : .unreachable
            }
        self.init(kind, operation: kind == .server ? "the log-in to \(endpoint)" : endpoint.server, message: words)
    }
}
