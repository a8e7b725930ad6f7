import Postgres
import Schema

extension Database {
    /// Whether an error says that the database is away, full or busy: the same may well work later, and nothing is
    /// wrong with what was asked.
    ///
    /// SQLSTATE classes of PostgreSQL's appendix A: 53 resources, 57 operator intervention, 40 rollback, lock not
    /// available.
    package static func isOutage(_ error: any Error) -> Bool {
        guard let error = error as? PostgresError else { return false }
        if error.isConnectionLoss { return true }
        guard error.kind == .server, let state = error.sqlState else { return false }
        // A statement that took too long takes as long again.
        if state == "57014" { return false }
        return ["53", "57", "40"].contains { state.hasPrefix($0) } || state == "55P03"
    }
}
