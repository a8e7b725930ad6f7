import Footage
import Postgres
import Schema

extension Database {
    /// Returns the account that is acting: the owner of this log-in, otherwise the named account; nil if neither is
    /// registered.
    package func standing(of named: String) async throws -> Standing? {
        try await pool.transaction { sql in
            guard
                let row = try sql.query(
                    "SELECT login, is_session, ended_at, roles, mandates FROM relecture.standing($1)", [named]
                ).first
            else { return nil }
            let ended: PostgresTimestamp? = try row.decode("ended_at")
            let roles: [String] = try row.decode("roles")
            return Standing(
                login: try row.decode("login"), isSession: try row.decode("is_session"), endedAt: ended?.timestamp,
                roles: Set(roles.compactMap(AccountRole.init(rawValue:))), mandates: try row.decode("mandates"))
        }
    }

    /// Whether accounts exist that can run SQL while pgaudit, which would log their queries, is not installed.
    package func isSQLUnseen() async throws -> Bool {
        try await pool.transaction { sql in
            try sql.value(
                """
                SELECT EXISTS (SELECT FROM relecture.person WHERE ended_at IS NULL)
                    AND NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'pgaudit')
                """) ?? false
        }
    }

    /// Registers an account with its first mandate, and creates the log-in if the connection has the rights to.
    ///
    /// - Parameter password: for a new log-in; ignored when the log-in already exists.
    package func add(
        _ login: String, name: String, service: String, mandate: MandateRequest, password: String
    ) async throws -> (login: LoginOutcome, isNew: Bool) {
        try Database.check(login: login)
        return try await pool.transaction { sql in
            if try sql.query("SELECT FROM relecture.person WHERE login = $1", [login]).first != nil {
                throw StorageError.wrongState(
                    "the account \(login) already exists: `relecture account mandate \(login)` grants it another role; "
                        + "names of closed accounts are not reused")
            }
            try sql.execute(
                "INSERT INTO relecture.person (login, name, service) VALUES ($1, $2, $3)", [login, name, service])
            let isNew = try Database.isFree(login, sql)
            try Database.give(mandate, to: login, sql)
            var statements: [String] = []
            if isNew {
                let verifier = try sql.verifier(of: password, for: login)
                statements.append(try Database.format(sql, "CREATE ROLE %I LOGIN PASSWORD %L", [login, verifier]))
            }
            return (try Database.run(statements, joining: [mandate.role], login, sql), isNew)
        }
    }

    /// Grants an account another mandate.
    package func give(_ mandate: MandateRequest, to login: String) async throws -> LoginOutcome {
        try await pool.transaction { sql in
            try Database.requireActive(login, sql)
            try Database.give(mandate, to: login, sql)
            return try Database.run([], joining: [mandate.role], login, sql)
        }
    }

    /// Closes an account. The name stays, because journal entries refer to it.
    package func end(account login: String) async throws -> LoginOutcome {
        let outcome = try await pool.transaction { sql -> LoginOutcome in
            try Database.requireActive(login, sql)
            try sql.execute("UPDATE relecture.person SET ended_at = now() WHERE login = $1", [login])
            guard try sql.query("SELECT FROM pg_roles WHERE rolname = $1", [login]).first != nil else { return .done }
            let groups: [String] = try sql.query(
                """
                SELECT g.rolname::text AS name FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
                JOIN pg_roles p ON p.oid = m.member WHERE p.rolname = $1 AND g.rolname = ANY ($2::text[])
                """, [login, AccountRole.allCases.map(\.group)]
            ).map { try $0.decode("name") }
            let statements =
                try [Database.format(sql, "ALTER ROLE %I NOLOGIN", [login])]
                + groups.map { try Database.format(sql, "REVOKE %I FROM %I", [$0, login]) }
            return try Database.run(statements, joining: [], login, sql)
        }
        // Closed accounts see nothing even in open sessions, so lacking the right to end those sessions is harmless.
        try? await pool.transaction { sql in
            _ = try sql.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1", [login])
        }
        return outcome
    }

    /// Returns all accounts, ordered by log-in.
    package func accounts() async throws -> [Account] {
        try await pool.transaction { sql in
            let mandates = try sql.query(
                """
                SELECT login, role, valid_from, valid_until, authorised_by,
                    valid_from <= statement_timestamp() AND statement_timestamp() < valid_until AS is_valid
                FROM relecture.mandate ORDER BY valid_from, id
                """
            ).map { row in
                let (from, until): (PostgresTimestamp, PostgresTimestamp) = (
                    try row.decode("valid_from"), try row.decode("valid_until")
                )
                return (
                    login: try row.decode("login", as: String.self),
                    mandate: Account.Mandate(
                        role: try row.decode("role"), from: from.timestamp, until: until.timestamp,
                        authorisedBy: try row.decode("authorised_by"), isValid: try row.decode("is_valid"))
                )
            }
            let byLogin = Dictionary(grouping: mandates, by: \.login)
            return try sql.query(
                "SELECT login, name, service, added_at, ended_at FROM relecture.person ORDER BY login"
            ).map { row in
                let login: String = try row.decode("login")
                let added: PostgresTimestamp = try row.decode("added_at")
                let ended: PostgresTimestamp? = try row.decode("ended_at")
                return Account(
                    login: login, name: try row.decode("name"), service: try row.decode("service"),
                    addedAt: added.timestamp, endedAt: ended?.timestamp,
                    mandates: byLogin[login, default: []].map(\.mandate))
            }
        }
    }
}
