package import Chronology
import Footage

/// A person's account: a log-in of PostgreSQL that is that person's alone, and its mandates.
package struct Account: Sendable, Hashable {
    package struct Mandate: Sendable, Hashable {
        package let role: AccountRole
        package let from: Timestamp
        package let until: Timestamp
        package let authorisedBy: String
        /// At the server's clock, when it was read.
        package let isValid: Bool
    }

    package let login: String
    package let name: String
    package let service: String
    package let addedAt: Timestamp
    package let endedAt: Timestamp?
    /// In order of their start.
    package let mandates: [Mandate]
}

/// A mandate that shall be given.
package struct MandateRequest: Sendable, Hashable {
    package let role: AccountRole
    /// Nil: from now on.
    package let from: Timestamp?
    /// Nil: for a year.
    package let until: Timestamp?
    package let authorisedBy: String

    package init(role: AccountRole, from: Timestamp? = nil, until: Timestamp? = nil, authorisedBy: String) {
        self.role = role
        self.from = from
        self.until = until
        self.authorisedBy = authorisedBy
    }
}

/// What became of the log-in of PostgreSQL.
package enum LoginOutcome: Sendable, Hashable {
    /// Made, or changed as asked.
    case done
    /// The connection may not; these statements do it, as the superuser.
    case byHand([String])
}
