/// How connections behave: limits that end what hangs, and the retry of transactions.
///
/// Options in the endpoint itself win over these.
package struct PostgresSettings: Sendable {
    /// Time to reach one host and log in. Default: 5 s.
    package var connectTimeout: Duration = .seconds(5)

    /// The server ends a statement that runs longer; nil: no limit. Default: 15 s.
    package var statementTimeout: Duration? = .seconds(15)

    /// The server ends a statement that waits longer for a lock. Default: 3 s.
    package var lockTimeout: Duration = .seconds(3)

    /// The server ends a session that sits longer in an open transaction. Default: 10 s.
    package var idleInTransactionTimeout: Duration = .seconds(10)

    /// Grace beyond the statement timeout before a silent server is given up. Default: 5 s.
    package var answerGrace: Duration = .seconds(5)

    /// Sent data that stays unacknowledged for longer ends the connection. Default: 10 s.
    package var networkTimeout: Duration = .seconds(10)

    /// How often one transaction is tried in all. Default: 8.
    package var attempts = 8

    /// The longest pause before another try; pauses grow from 50 ms, with full jitter. Default: 2 s.
    package var longestPause: Duration = .seconds(2)

    package init() {}

    /// The pause before try number `attempt + 1`.
    func pause(afterAttempt attempt: Int) -> Duration {
        let ceiling = min(longestPause, .milliseconds(50 << min(attempt - 1, 10)))
        return .milliseconds(Int.random(in: 1...max(1, ceiling.milliseconds)))
    }

    /// libpq's keywords and values for one connection.
    func options(for endpoint: PostgresEndpoint, applicationName: String) -> [String: String] {
        var options = [
            "connect_timeout": "\(max(2, connectTimeout.milliseconds / 1000))",
            "keepalives": "1", "keepalives_idle": "5", "keepalives_interval": "3", "keepalives_count": "3",
            "tcp_user_timeout": "\(networkTimeout.milliseconds)",
            "application_name": applicationName, "ssl_min_protocol_version": "TLSv1.2",
        ]
        options.merge(endpoint.options) { _, given in given }
        // Text crosses the border as UTF-8 only.
        options["client_encoding"] = "UTF8"
        let given = endpoint.options["options"].map { " " + $0 } ?? ""
        options["options"] = serverOptions + given
        return options
    }

    /// Every statement here is short; compiling one, which the planner orders when it fears much work, costs more than
    /// it.
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
