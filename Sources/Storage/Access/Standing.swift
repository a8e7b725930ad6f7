package import Chronology
import Footage

/// The acting account, as the database knows it, and what it may do now.
package struct Standing: Sendable, Hashable {
    package let login: String
    /// Whether the connection is the account's own; false if the account was named on the owner's connection.
    package let isSession: Bool
    package let endedAt: Timestamp?
    /// Roles of the mandates that are valid now, by the server's clock.
    package let roles: Set<AccountRole>
    /// A description of all mandates.
    package let mandates: String

    package init(
        login: String, isSession: Bool, endedAt: Timestamp? = nil, roles: Set<AccountRole>, mandates: String = ""
    ) {
        self.login = login
        self.isSession = isSession
        self.endedAt = endedAt
        self.roles = roles
        self.mandates = mandates
    }

    /// Returns why the account may not perform an act and what to do about it; nil if it may.
    package func objection(to act: Act) -> String? {
        if let endedAt {
            return "the account \(login) ended at \(endedAt.rfc3339): request one of your own"
        }
        let permitted = act.roles
        let names = permitted.map(\.rawValue).sorted().joined(separator: ", ")
        guard !roles.isEmpty else {
            let given = mandates.isEmpty ? "none was ever given" : mandates
            return "\(login) has no mandate that is valid now (\(given)): "
                + "request one; the owner of the database grants it with `relecture account mandate \(login)`"
        }
        guard permitted.isDisjoint(with: roles) else { return nil }
        let held = roles.map(\.rawValue).sorted().joined(separator: ", ")
        guard !permitted.isEmpty else {
            return "\(login) (\(held)) may not do `\(act.rawValue)`: it is for the owner of the database alone; "
                + "ask the administrator"
        }
        return "\(login) (\(held)) may not do `\(act.rawValue)`: it takes the role \(names); "
            + "ask a colleague who has it, or request a mandate (`relecture account mandate \(login)`)"
    }
}
