import Access
import ArgumentParser
import Chronology

struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Manage who may use this installation, in which role, until when.",
        discussion: """
            An account is a log-in of PostgreSQL that belongs to one person, with mandates that expire. Roles: \
            investigator, reviewer, operator, analyst, auditor, magistrate. An account sees the requisitions that it \
            opened or was assigned to; auditors and magistrates see all. While there is no account, the URL of the \
            database alone grants all rights.
            """,
        subcommands: subcommands)

    static let subcommands: [any ParsableCommand.Type] = [
        AccountAdd.self, AccountMandate.self, AccountEnd.self, AccountList.self,
    ]
}

/// The former name of `account`, kept for scripts.
struct PersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "The former name of `account`.", shouldDisplay: false,
        subcommands: AccountCommand.subcommands)
}

extension AccountRole: ExpressibleByArgument {}

/// The terms of a mandate.
struct MandateOptions: ParsableArguments {
    @Option(help: "The role: investigator, reviewer, operator, analyst, auditor or magistrate.")
    var role: AccountRole

    @Option(help: "The start of the mandate, RFC 3339. Default: now.")
    var from: Timestamp?

    @Option(help: "The end of the mandate, RFC 3339. Default: a year later.")
    var until: Timestamp?

    @Option(name: .customLong("by"), help: "Who authorised the mandate. Default: the person asking.")
    var authorisedBy: String?

    func request(_ asking: CallerOptions) -> MandateRequest {
        MandateRequest(role: role, from: from, until: until, authorisedBy: authorisedBy ?? asking.who)
    }
}

extension LoginOutcome {
    /// Prints the statements that the connection was not allowed to run.
    func report() {
        guard case .byHand(let statements) = self else { return }
        StandardError.write(
            "note: still to be run in PostgreSQL, by a superuser, after deploy/postgres/roles.sql:\n"
                + statements.map { "  \($0);\n" }.joined())
    }
}
