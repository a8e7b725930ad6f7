package import Access
import Postgres

/// Opens an SQL session under the log-in of the caller's connection.
package struct OpenSQL: Operation {
    /// The statement or session, as entered in the journal.
    package let detail: String
    /// Starts the SQL client. If the client replaces this process, it returns only by throwing why it could not.
    package let start: @Sendable () throws -> Void

    package init(detail: String, start: @escaping @Sendable () throws -> Void) {
        self.detail = detail
        self.start = start
    }

    package var act: Act { .sql }

    package func run(under permit: Permit) async throws {
        if let standing = permit.standing, !standing.isSession {
            throw OperationError(
                "SQL must run under the log-in that the journal names: "
                    + "give the database URL of \(standing.login), not the owner's")
        }
        try start()
    }
}

extension Servers {
    /// Returns what a PostgreSQL client program needs to reach the database: environment variables, so that the
    /// password does not show in process lists, and a connection string without secrets for options that have no
    /// variable.
    package func accessForPrograms() throws -> (environment: [String: String], connection: String) {
        try PostgresEndpoint(databaseURL).forPrograms
    }
}
