import Access
import ArgumentParser
import Chronology

struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Who may use this installation, in which role, until when.",
        discussion: """
            An account is a log-in of PostgreSQL that one person has alone, with mandates that end. Roles: investigator, \
            reviewer, operator, analyst, auditor, magistrate. An account sees the requisitions that it opened or was \
            assigned to; auditors and magistrates see all. Without any account, the database's URL alone lets do all.
            """,
        subcommands: subcommands)

    static let subcommands: [any ParsableCommand.Type] = [
        AccountAdd.self, AccountMandate.self, AccountEnd.self, AccountList.self,
    ]
}

/// The name that scripts know `account` by.
struct PersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "The former name of `account`.", shouldDisplay: false,
        subcommands: AccountCommand.subcommands)
}

extension AccountRole: ExpressibleByArgument {}

/// What a mandate is made of.
struct MandateOptions: ParsableArguments {
    @Option(help: "investigator, reviewer, operator, analyst, auditor or magistrate.")
    var role: AccountRole

    @Option(help: "From when, RFC 3339. Default: now.")
    var from: Timestamp?

    @Option(help: "Until when, RFC 3339. Default: a year later.")
    var until: Timestamp?

    @Option(name: .customLong("by"), help: "Who authorised it. Default: who asks.")
    var authorisedBy: String?

    func request(_ asking: Asking) -> MandateRequest {
        MandateRequest(role: role, from: from, until: until, authorisedBy: authorisedBy ?? asking.who)
    }
}

extension LoginOutcome {
    /// Says how to do what the connection could not.
    func report() {
        guard case .byHand(let statements) = self else { return }
        StandardError.write(
            "note: still to be done at PostgreSQL, by a superuser, after deploy/postgres/roles.sql:\n"
                + statements.map { "  \($0);\n" }.joined())
    }
}
