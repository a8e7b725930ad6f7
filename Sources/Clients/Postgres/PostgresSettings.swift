/// Connection behaviour: timeouts for whatever hangs, and transaction retries.
///
/// Options in the endpoint itself take precedence.
package struct PostgresSettings: Sendable {
    /// Time allowed to connect to one host and log in. Default: 5 s.
    package var connectTimeout: Duration = .seconds(5)

    /// The server ends statements that run longer; nil: no limit. Default: 15 s.
    package var statementTimeout: Duration? = .seconds(15)

    /// The server ends statements that wait longer for a lock. Default: 3 s.
    package var lockTimeout: Duration = .seconds(3)

    /// The server ends sessions that stay idle in a transaction for longer. Default: 10 s.
    package var idleInTransactionTimeout: Duration = .seconds(10)

    /// Grace beyond the statement timeout before a silent server is given up. Default: 5 s.
    package var answerGrace: Duration = .seconds(5)

    /// Sent data unacknowledged for longer than this ends the connection. Default: 10 s.
    package var networkTimeout: Duration = .seconds(10)

    /// Maximum attempts per transaction, including the first. Default: 8.
    package var attempts = 8

    /// The longest pause before a retry; pauses grow from 50 ms, with full jitter. Default: 2 s.
    package var longestPause: Duration = .seconds(2)

    package init() {}

    /// Returns the pause after attempt number `attempt`.
    func pause(afterAttempt attempt: Int) -> Duration {
        let ceiling = min(longestPause, .milliseconds(50 << min(attempt - 1, 10)))
        return .milliseconds(Int.random(in: 1...max(1, ceiling.milliseconds)))
    }

    /// Returns libpq's keywords and values for one connection.
    func options(for endpoint: PostgresEndpoint, applicationName: String) -> [String: String] {
        var options = [
            "connect_timeout": "\(max(2, connectTimeout.milliseconds / 1000))",
            "keepalives": "1", "keepalives_idle": "5", "keepalives_interval": "3", "keepalives_count": "3",
            "tcp_user_timeout": "\(networkTimeout.milliseconds)",
            "application_name": applicationName, "ssl_min_protocol_version": "TLSv1.2",
        ]
        options.merge(endpoint.options) { _, given in given }
        // Strings are converted as UTF-8 only.
        options["client_encoding"] = "UTF8"
        let given = endpoint.options["options"].map { " " + $0 } ?? ""
        options["options"] = serverOptions + given
        return options
    }

    /// JIT is off: our statements are short, and compiling one when the planner overestimates its cost takes longer
    /// than running it.
    private var serverOptions: String {
        """
        -c statement_timeout=\(statementTimeout?.milliseconds ?? 0) -c lock_timeout=\(lockTimeout.milliseconds) \
        -c idle_in_transaction_session_timeout=\(idleInTransactionTimeout.milliseconds) -c timezone=UTC -c jit=off
        """
    }
}

extension Duration {
    /// Whole milliseconds, rounded down.
    var milliseconds: Int {
        Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
