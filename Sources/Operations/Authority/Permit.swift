import Access
import Journal
import Schema

/// Proof that a caller may do an act, and that the journal has it. Operations work with what it holds.
package struct Permit: Sendable {
    let act: Act
    let subject: JournalSubject
    let caller: Caller
    /// The registered account that acts; nil: the owner of the database does.
    let standing: Standing?
    let database: Database

    var servers: Servers { caller.servers }
    var reason: String { caller.reason }

    /// Who acts, as the journal enters it.
    var actor: String { standing?.login ?? caller.name }

    /// The account that is named on the owner's connection; nil: none is, or the connection is the account's own and
    /// shows only its cases by itself.
    var namedAccount: String? { standing?.nameOnOwnersConnection }

    /// Checks a further act, or the same on another subject, and enters the refusal.
    func authorise(_ act: Act, on subject: JournalSubject) async throws {
        guard let standing, let objection = try await objection(standing, act, subject) else { return }
        try await database.enter(
            .refusal, act.rawValue, on: subject, by: caller.name, because: reason, detail: objection)
        throw OperationError(objection)
    }

    private func objection(_ standing: Standing, _ act: Act, _ subject: JournalSubject) async throws -> String? {
        if let objection = standing.objection(to: act) { return objection }
        // On an account's own connection the database shows no other cases.
        guard !standing.isSession, try await !database.sees(subject, standing.login) else { return nil }
        return "\(standing.login) has no part in this requisition: "
            + "somebody who has gives it by `relecture requisition assign`"
    }

    /// Enters what the act brought about, such as the id of what it made.
    func note(
        _ act: Act, on subject: JournalSubject, detail: String = "", kind: JournalEntry.Kind = .change
    ) async throws {
        try await database.enter(kind, act.rawValue, on: subject, by: caller.name, because: reason, detail: detail)
    }

    /// Enters that the act failed, and why.
    func refuse(because error: any Error) async {
        let cause = String(String(describing: error).prefix(500))
        _ = try? await database.enter(
            .refusal, act.rawValue, on: subject, by: caller.name, because: reason, detail: cause)
    }

    /// The requisitions that the caller may see, by id; nil: all that the connection shows.
    func visibleRequisitions() async throws -> Set<String>? {
        try await database.cases(of: namedAccount)
    }
}

extension Standing {
    var nameOnOwnersConnection: String? { isSession ? nil : login }
}
