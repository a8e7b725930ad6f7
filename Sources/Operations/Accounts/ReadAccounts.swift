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
