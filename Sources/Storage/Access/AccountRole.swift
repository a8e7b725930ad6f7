import Postgres

/// What a person is for. A mandate gives one of these for a time.
package enum AccountRole: String, Sendable, CaseIterable, Hashable {
    /// Opens requisitions and leads their reviews.
    case investigator
    /// Reviews footage under requisitions that others opened.
    case reviewer
    /// Keeps the cluster at work: media, quarantine, retries; looks at no findings.
    case `operator`
    /// Asks in SQL.
    case analyst
    /// Controls: reads the journal, and which cases there are.
    case auditor
    /// Reads everything, changes nothing, may order an erasure.
    case magistrate

    /// The group of the database whose rights it needs.
    package var group: String { "relecture_\(rawValue)" }
}

extension AccountRole: PostgresDecodable {}
