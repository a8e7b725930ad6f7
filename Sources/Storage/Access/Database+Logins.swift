import Footage
import Postgres
import Schema

/// Log-ins of accounts. PostgreSQL's role statements take no parameters, so the server quotes their parts.
extension Database {
    static func check(login: String) throws {
        guard login.wholeMatch(of: /[a-z_][a-z0-9_.\-]{0,62}/) != nil, !login.hasPrefix("pg_"),
            !login.hasPrefix("relecture")
        else {
            throw StorageError.wrongState(
                "\"\(login)\" is not a valid log-in: use up to 63 lower-case letters, digits and _ . -, starting "
                    + "with a letter or _, but not with pg_ or relecture")
        }
    }

    /// Whether the log-in still has to be created. Throws if it exists and has more rights than an account may have.
    static func isFree(_ login: String, _ sql: PostgresSession) throws -> Bool {
        guard
            let row = try sql.query(
                """
                SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolname = current_user OR NOT rolcanlogin
                    OR EXISTS (SELECT FROM pg_roles g WHERE g.oid <> r.oid AND pg_has_role(r.oid, g.oid, 'MEMBER')
                        AND (g.rolsuper OR g.rolbypassrls OR g.rolname IN ('relecture_worker', 'relecture_coordinator')
                            OR g.oid = (SELECT relowner FROM pg_class WHERE oid = 'relecture.person'::regclass)))
                    AS is_more
                FROM pg_roles r WHERE rolname = $1
                """, [login]
            ).first
        else { return true }
        if try row.decode("is_more") {
            throw StorageError.wrongState(
                "the log-in \(login) cannot be an account: it has the rights of a machine, a group or an "
                    + "administrator; choose another")
        }
        return false
    }

    static func requireActive(_ login: String, _ sql: PostgresSession) throws {
        let query = "SELECT ended_at IS NOT NULL AS is_over FROM relecture.person WHERE login = $1"
        guard let row = try sql.query(query, [login]).first
        else { throw StorageError.unknown(kind: "account", id: login) }
        if try row.decode("is_over") {
            throw StorageError.wrongState("the account \(login) is closed for good: add one under another name")
        }
    }

    static func give(_ mandate: MandateRequest, to login: String, _ sql: PostgresSession) throws {
        do {
            try sql.execute(
                """
                INSERT INTO relecture.mandate (login, role, valid_from, valid_until, authorised_by)
                SELECT $1, $2, f, coalesce($4::timestamptz, f + interval '1 year'), $5
                FROM coalesce($3::timestamptz, now()) AS f
                """, [login, mandate.role.rawValue, mandate.from?.stored, mandate.until?.stored, mandate.authorisedBy])
        } catch let error as PostgresError {
            guard error.constraint == "mandate_check" else { throw error }
            throw StorageError.wrongState("the mandate would end before it begins: give --until a later time")
        }
    }

    /// Runs role statements and adds the log-in to the groups of its roles; returns the statements to run by hand where
    /// the connection lacks the rights.
    static func run(
        _ statements: [String], joining roles: [AccountRole], _ login: String, _ sql: PostgresSession
    ) throws -> LoginOutcome {
        let (groups, may) = try (
            sql.query(
                "SELECT rolname::text AS name FROM pg_roles WHERE rolname = ANY ($1::text[])", [roles.map(\.group)]
            ).map { try $0.decode("name", as: String.self) },
            sql.value("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user", as: Bool.self)
        )
        let grants = try roles.map { try format(sql, "GRANT %I TO %I", [$0.group, login]) }
        guard may == true else { return .byHand(statements + grants) }
        for statement in statements { try sql.execute(statement) }
        if groups.count < roles.count { return .byHand(grants) }
        for grant in grants { try sql.execute(grant) }
        return .done
    }

    static func format(_ sql: PostgresSession, _ form: String, _ values: [String]) throws -> String {
        try sql.query("SELECT format($1, VARIADIC $2::text[]) AS statement", [form, values]).single().decode(
            "statement")
    }
}
