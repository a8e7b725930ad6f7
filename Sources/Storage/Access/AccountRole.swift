import Postgres

/// The role of an account. A mandate grants one role for a limited time.
package enum AccountRole: String, Sendable, CaseIterable, Hashable {
    /// Opens requisitions and leads their reviews.
    case investigator
    /// Reviews footage under requisitions opened by others.
    case reviewer
    /// Keeps the cluster running: media, quarantine, retries. Does not see findings.
    case `operator`
    /// Queries findings in SQL.
    case analyst
    /// Audits: reads the journal and the list of cases.
    case auditor
    /// Reads everything, changes nothing, and may order an erasure.
    case magistrate

    /// The database group that holds this role's rights.
    package var group: String { "relecture_\(rawValue)" }
}

extension AccountRole: PostgresDecodable {}
