package import Access
package import Journal
package import Requisitions

/// Registers an account with a first mandate, and makes its log-in where the connection may do that.
package struct AddAccount: Operation {
    package struct Outcome: Sendable {
        package let login: LoginOutcome
        /// Of a log-in that was made; nil: the log-in was there and keeps its own.
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

    /// 160 bits from the system's generator, in letters and digits that need no quoting in a URL.
    private static func password() -> String {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")
        return String((0..<32).map { _ in alphabet[Int.random(in: 0..<32, using: &generator)] })
    }
}

/// Gives an account another mandate.
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

/// Ends all that an account may do, at once, and closes its log-in.
package struct EndAccount: Operation {
    package let login: String

    package init(login: String) { self.login = login }

    package var act: Act { .accountEnd }
    package var detail: String { login }

    package func run(under permit: Permit) async throws -> LoginOutcome {
        try await permit.database.end(account: login)
    }
}

/// Lets an account see a requisition and work under it, or takes that back.
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
