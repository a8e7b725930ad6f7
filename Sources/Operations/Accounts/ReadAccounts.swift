package import Access
import Journal

/// Lists the accounts in order of their log-ins, also those that ended, each with all its mandates.
package struct ListAccounts: Operation {
    package init() {}

    package var act: Act { .accountList }

    package func run(under permit: Permit) async throws -> [Account] {
        try await permit.database.accounts()
    }
}

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
