package import Chronology
import Footage

/// Who acts, as far as the database knows, and what that person may do now.
package struct Standing: Sendable, Hashable {
    package let login: String
    /// Whether the connection is the person's own; else somebody named the person on the owner's.
    package let isSession: Bool
    package let endedAt: Timestamp?
    /// Of the mandates that are valid at the server's clock.
    package let roles: Set<AccountRole>
    /// All mandates, in words.
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

    /// Why the person may not do an act and what to do about it; nil: go on.
    package func objection(to act: Act) -> String? {
        if let endedAt {
            return "the account \(login) ended at \(endedAt.rfc3339): ask for one of your own"
        }
        let permitted = act.roles
        let names = permitted.map(\.rawValue).sorted().joined(separator: ", ")
        guard !roles.isEmpty else {
            let given = mandates.isEmpty ? "none was ever given" : mandates
            return "\(login) has no mandate that is valid now (\(given)): "
                + "ask for one; the owner of the database gives it by `relecture account mandate \(login)`"
        }
        guard permitted.isDisjoint(with: roles) else { return nil }
        let held = roles.map(\.rawValue).sorted().joined(separator: ", ")
        guard !permitted.isEmpty else {
            return
                "\(login) (\(held)) may not do `\(act.rawValue)`: it is for the owner of the database alone; ask who administers it"
        }
        return "\(login) (\(held)) may not do `\(act.rawValue)`: it takes the role \(names); "
            + "ask somebody who has it, or for a mandate (`relecture account mandate \(login)`)"
    }
}
