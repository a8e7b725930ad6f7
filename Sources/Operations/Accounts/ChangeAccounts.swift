package import Access
package import Journal
package import Requisitions

/// Registers an account with its first mandate and creates its log-in if the connection has the rights to.
package struct AddAccount: Operation {
    package struct Outcome: Sendable {
        package let login: LoginOutcome
        /// Password of a newly created log-in; nil if the log-in already existed and keeps its password.
        package let password: String?
    }

    package let login: String
    package let name: String
    package let service: String
    package let mandate: MandateRequest

    package init(login: String, name: String, service: String, mandate: MandateRequest) {
        self.login = login
        self.name = name
        self.service = service
        self.mandate = mandate
    }

    package var act: Act { .accountAdd }
    package var detail: String { "\(login) (\(name), \(service)) as \(mandate.role.rawValue)" }

    package func run(under permit: Permit) async throws -> Outcome {
        let password = AddAccount.password()
        let added = try await permit.database.add(
            login, name: name, service: service, mandate: mandate, password: password)
        return Outcome(login: added.login, password: added.isNew ? password : nil)
    }

    /// Returns 160 bits from the system's random generator, as letters and digits that need no quoting in a URL.
    private static func password() -> String {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")
        return String((0..<32).map { _ in alphabet[Int.random(in: 0..<32, using: &generator)] })
    }
}

/// Gives an account a further mandate.
package struct GiveMandate: Operation {
    package let login: String
    package let mandate: MandateRequest

    package init(_ mandate: MandateRequest, to login: String) {
        self.mandate = mandate
        self.login = login
    }

    package var act: Act { .accountMandate }
    package var detail: String { "\(login) as \(mandate.role.rawValue)" }

    package func run(under permit: Permit) async throws -> LoginOutcome {
        try await permit.database.give(mandate, to: login)
    }
}

/// Ends all of an account's rights immediately and closes its log-in.
package struct EndAccount: Operation {
    package let login: String

    package init(login: String) { self.login = login }

    package var act: Act { .accountEnd }
    package var detail: String { login }

    package func run(under permit: Permit) async throws -> LoginOutcome {
        try await permit.database.end(account: login)
    }
}

/// Assigns a requisition to an account, so that it can see it and work under it, or withdraws it.
package struct AssignRequisition: Operation {
    package let id: RequisitionID
    package let login: String
    package let isTakenBack: Bool

    package init(_ id: RequisitionID, to login: String, isTakenBack: Bool) {
        self.id = id
        self.login = login
        self.isTakenBack = isTakenBack
    }

    package var act: Act { .requisitionAssign }
    package var subject: JournalSubject { .requisition(id.rawValue) }
    package var detail: String { isTakenBack ? "not to \(login) any more" : "to \(login)" }

    package func run(under permit: Permit) async throws {
        if isTakenBack {
            try await permit.database.withdraw(id, from: login)
        } else {
            try await permit.database.assign(id, to: login, by: permit.actor)
        }
    }
}
