import Access
import Journal
import Schema

/// Once the log-in in use, or the person named on the owner's, is a registered person, mandate and role decide.
extension Asking {
    /// Lets an act pass or enters its refusal and throws.
    func permit(_ act: String, on subject: JournalSubject, _ database: Database, because reason: String) async throws {
        guard let standing = try await database.standing(of: who) else { return }
        guard let objection = try await objection(standing, act, subject, database) else { return }
        try await database.enter(.refusal, act, on: subject, by: who, because: reason, detail: objection)
        throw CommandError(objection)
    }

    private func objection(
        _ standing: Standing, _ act: String, _ subject: JournalSubject, _ database: Database
    ) async throws -> String? {
        if let objection = standing.objection(to: act) { return objection }
        // On a connection of the person's own the database shows no more than that.
        guard !standing.isSession, try await !database.sees(subject, standing.login) else { return nil }
        return "\(standing.login) has no part in this requisition: "
            + "somebody who has gives it by `relecture requisition assign`"
    }

    /// The registered person that is named on the owner's connection; nil: nobody is, or the connection is the person's own.
    func named(in database: Database) async throws -> String? {
        guard let standing = try await database.standing(of: who), !standing.isSession else { return nil }
        return standing.login
    }

    /// The requisitions to show, by id; nil: all that the connection shows.
    func cases(in database: Database) async throws -> Set<String>? {
        try await database.cases(of: named(in: database))
    }

    /// Who acts, as the journal enters it: the person whose log-in this is, whatever is said.
    func actor(in database: Database) async throws -> String {
        try await database.standing(of: who)?.login ?? who
    }
}
