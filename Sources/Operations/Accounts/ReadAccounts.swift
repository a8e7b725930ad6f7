package import Access
import Journal

/// Lists all accounts by log-in, including closed ones, each with all its mandates.
package struct ListAccounts: Operation {
    package init() {}

    package var act: Act { .accountList }

    package func run(under permit: Permit) async throws -> [Account] {
        try await permit.database.accounts()
    }
}
