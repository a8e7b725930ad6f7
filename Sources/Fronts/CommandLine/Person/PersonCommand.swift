import Access
import ArgumentParser
import Chronology
import Footage

struct PersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "Who may use this installation, in which role, until when.",
        discussion: """
            A person is a log-in of PostgreSQL that nobody shares, with mandates that end. Roles: investigator, reviewer, \
            operator, analyst, auditor, magistrate. A person sees the requisitions that he or she opened or was assigned to; \
            auditors and magistrates see all. As long as nobody is registered, whoever has the database's URL may do all.
            """,
        subcommands: [PersonAdd.self, PersonMandate.self, PersonEnd.self, PersonList.self])
}

extension PersonRole: ExpressibleByArgument {}

/// What a mandate is made of.
struct MandateOptions: ParsableArguments {
    @Option(help: "investigator, reviewer, operator, analyst, auditor or magistrate.")
    var role: PersonRole

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
