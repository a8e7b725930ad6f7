import Postgres

/// Connects to the private PostgreSQL as its superuser, to check that it is ready and to create our role and database.
struct DatabaseSetup {
    private let access: ServerState.Database

    init(_ access: ServerState.Database) {
        self.access = access
    }

    func answers() async -> Bool {
        let connection = try? connect()
        return (try? await connection?.withSession { sql in try sql.execute("SELECT 1") }) == 1
    }

    /// Creates whatever is missing. Idempotent.
    func run() async throws {
        let password = access.password
        try await connect().withSession { sql in
            if try sql.query("SELECT FROM pg_roles WHERE rolname = 'relecture'").isEmpty {
                // The password is generated from letters and digits only, so it needs no quoting.
                try sql.script("CREATE ROLE relecture LOGIN CREATEDB CREATEROLE PASSWORD '\(password)'")
            }
            if try sql.query("SELECT FROM pg_database WHERE datname = 'relecture'").isEmpty {
                try sql.script("CREATE DATABASE relecture OWNER relecture")
            }
        }
    }

    private func connect() throws -> PostgresConnection {
        let endpoint = try PostgresEndpoint(
            """
            host=127.0.0.1 port=\(access.port) user=postgres dbname=postgres sslmode=disable \
            password=\(access.administratorPassword)
            """)
        var settings = PostgresSettings()
        settings.connectTimeout = .seconds(2)
        return PostgresConnection(to: endpoint, settings: settings, applicationName: "relecture-local")
    }
}
