package import Access
import Postgres

/// Opens the database to SQL, under the log-in of the caller's connection.
package struct OpenSQL: Operation {
    /// What is asked, as the journal enters it.
    package let detail: String
    /// Starts the program that asks. Where it takes this one's place, it returns only to throw why it could not.
    package let start: @Sendable () throws -> Void

    package init(detail: String, start: @escaping @Sendable () throws -> Void) {
        self.detail = detail
        self.start = start
    }

    package var act: Act { .sql }

    package func run(under permit: Permit) async throws {
        if let standing = permit.standing, !standing.isSession {
            throw OperationError(
                "SQL is asked with the log-in that it is entered for: "
                    + "give the database URL of \(standing.login), not the owner's")
        }
        try start()
    }
}

extension Servers {
    /// What a program of PostgreSQL needs to reach the database: variables of its environment, so that no list of
    /// processes shows the password, and the options that have no variable as a connection string, without secrets.
    package func accessForPrograms() throws -> (environment: [String: String], connection: String) {
        try PostgresEndpoint(databaseURL).forPrograms
    }
}
