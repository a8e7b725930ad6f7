import Access
import Journal
import Schema

/// Proof that a caller is authorised for an act and that the act is in the journal. Operations reach the database
/// through it.
package struct Permit: Sendable {
    let act: Act
    let subject: JournalSubject
    let caller: Caller
    /// The acting account; nil if the database owner acts.
    let standing: Standing?
    let database: Database

    var servers: Servers { caller.servers }
    var reason: String { caller.reason }

    /// The actor's name, as entered in the journal.
    var actor: String { standing?.login ?? caller.name }

    /// The account named on the owner's connection. Nil if no account is named, or if the connection is the account's
    /// own and already shows only its cases.
    var namedAccount: String? { standing?.nameOnOwnersConnection }

    /// Authorises a further act, or the same act on another subject, and enters a refusal in the journal if it fails.
    func authorise(_ act: Act, on subject: JournalSubject) async throws {
        guard let standing, let objection = try await objection(standing, act, subject) else { return }
        try await database.enter(
            .refusal, act.rawValue, on: subject, by: caller.name, because: reason, detail: objection)
        throw OperationError(objection)
    }

    private func objection(_ standing: Standing, _ act: Act, _ subject: JournalSubject) async throws -> String? {
        if let objection = standing.objection(to: act) { return objection }
        // On an account's own connection the database hides all other cases.
        guard !standing.isSession, try await !database.sees(subject, standing.login) else { return nil }
        return "\(standing.login) has no part in this requisition: "
            + "someone who has can assign it with `relecture requisition assign`"
    }

    /// Enters a result of the act in the journal, such as the id of what it created.
    func note(
        _ act: Act, on subject: JournalSubject, detail: String = "", kind: JournalEntry.Kind = .change
    ) async throws {
        try await database.enter(kind, act.rawValue, on: subject, by: caller.name, because: reason, detail: detail)
    }

    /// Enters in the journal that the act failed, and why.
    func refuse(because error: any Error) async {
        let cause = String(String(describing: error).prefix(500))
        _ = try? await database.enter(
            .refusal, act.rawValue, on: subject, by: caller.name, because: reason, detail: cause)
    }

    /// Returns the ids of the requisitions that the caller may see; nil for everything that the connection shows.
    func visibleRequisitions() async throws -> Set<String>? {
        try await database.cases(of: namedAccount)
    }
}

extension Standing {
    var nameOnOwnersConnection: String? { isSession ? nil : login }
}
