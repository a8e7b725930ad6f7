import Access
import Foundation
import Postgres
import Schema
import TestSupport

/// Accounts with their own log-ins in a store that has the groups and rights of an installation.
struct People {
    let store: TestStore

    /// Provides the accounts and their store.
    static func with(_ body: (People) async throws -> Void) async throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../deploy/postgres/roles.sql").standardized
        let roles = try String(contentsOf: file, encoding: .utf8)
        try await TestStore.with { store in
            // As in a database without PUBLIC rights.
            let closed = """
                DO $$ BEGIN EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database()); END $$;
                """
            try await store.database.pool.withSession { try $0.script(closed + roles) }
            try await body(People(store: store))
        }
    }

    /// Registers an account whose mandate began an hour ago and ends in `seconds`.
    func add(_ role: AccountRole, endsIn seconds: Double = 3_600) async throws -> Someone {
        let login = "\(role.rawValue)_\(UInt64.random(in: .min ... .max))"
        _ = try await store.database.add(
            login, name: "Some \(role.rawValue)", service: "brigade",
            mandate: MandateRequest(role: role, authorisedBy: "the head"), password: "secret")
        try await store.execute(
            """
            UPDATE relecture.mandate SET valid_from = now() - interval '2 hours',
                valid_until = now() + make_interval(secs => $2::float8) WHERE login = $1
            """, [login, seconds])
        var parts = URLComponents(string: store.url)!
        (parts.user, parts.password) = (login, "secret")
        return Someone(
            login: login,
            database: Database(
                pool: PostgresPool(
                    endpoint: try PostgresEndpoint(parts.string!), size: 1, applicationName: "relecture-tests")))
    }
}

/// An account with a connection of its own.
struct Someone {
    let login: String
    let database: Database

    /// Returns the first column of all rows, after running other statements in the same session.
    func texts(_ query: String, after: String = "SELECT 1") async throws -> [String] {
        try await database.pool.transaction { sql in
            try sql.script(after)
            return try sql.query(query).map { try $0.decode(0, as: String.self) }
        }
    }

    /// Returns the SQL state with which the server refuses a statement; nil if it does not.
    func refusal(of statement: String) async throws -> String? {
        do {
            try await database.pool.transaction { try $0.script(statement) }
            return nil
        } catch let error as PostgresError {
            return error.sqlState ?? "\(error)"
        }
    }
}
