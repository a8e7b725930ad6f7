package import Chronology
import Footage

/// An account: a PostgreSQL log-in that belongs to one person, with its mandates.
package struct Account: Sendable, Hashable {
    package struct Mandate: Sendable, Hashable {
        package let role: AccountRole
        package let from: Timestamp
        package let until: Timestamp
        package let authorisedBy: String
        /// By the server's clock, at the time of reading.
        package let isValid: Bool
    }

    package let login: String
    package let name: String
    package let service: String
    package let addedAt: Timestamp
    package let endedAt: Timestamp?
    /// Ordered by start.
    package let mandates: [Mandate]
}

/// A mandate to grant.
package struct MandateRequest: Sendable, Hashable {
    package let role: AccountRole
    /// Nil: starts now.
    package let from: Timestamp?
    /// Nil: lasts one year.
    package let until: Timestamp?
    package let authorisedBy: String

    package init(role: AccountRole, from: Timestamp? = nil, until: Timestamp? = nil, authorisedBy: String) {
        self.role = role
        self.from = from
        self.until = until
        self.authorisedBy = authorisedBy
    }
}

/// How a change to a PostgreSQL log-in ended.
package enum LoginOutcome: Sendable, Hashable {
    /// Created or changed as requested.
    case done
    /// The connection lacks the rights; a superuser must run these statements.
    case byHand([String])
}
