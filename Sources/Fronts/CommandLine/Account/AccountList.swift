import Access
import ArgumentParser
import Chronology
import Formats
import Operations

struct AccountList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the accounts with all mandates, including those that are over.")

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        let accounts = try await asking.caller(servers).perform(ListAccounts())
        switch list.format {
        case .json: try StandardOutput.line(CanonicalJSON.array(accounts.map(\.json)).text)
        case .table:
            var table = TextTable(header: ["LOGIN", "NAME", "SERVICE", "ROLE", "FROM", "UNTIL", "BY", "STATE"])
            for account in accounts {
                for mandate in account.mandates {
                    table.append([
                        account.login, account.name, account.service, mandate.role.rawValue, mandate.from.rfc3339,
                        mandate.until.rfc3339, mandate.authorisedBy, account.state(mandate),
                    ])
                }
            }
            try StandardOutput.write(table.text)
        }
    }
}

extension Account {
    fileprivate func state(_ mandate: Mandate) -> String {
        if let endedAt { return "ended \(endedAt.rfc3339)" }
        return mandate.isValid ? "valid" : "not now"
    }

    fileprivate var json: CanonicalJSON {
        .object([
            "login": .string(login), "name": .string(name), "service": .string(service),
            "added": .string(addedAt.rfc3339), "ended": CanonicalJSON.optional(endedAt?.rfc3339),
            "mandates": .array(
                mandates.map { mandate in
                    .object([
                        "role": .string(mandate.role.rawValue), "from": .string(mandate.from.rfc3339),
                        "until": .string(mandate.until.rfc3339), "by": .string(mandate.authorisedBy),
                        "valid": .bool(endedAt == nil && mandate.isValid),
                    ])
                }),
        ])
    }
}
