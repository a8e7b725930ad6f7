import Postgres
import Schema

extension Database {
    /// Whether an error means that the database is down, full or busy. The same request may succeed later.
    ///
    /// SQLSTATE classes from appendix A of the PostgreSQL manual: 53 (resources), 57 (operator intervention), 40
    /// (rollback), lock not available.
    package static func isOutage(_ error: any Error) -> Bool {
        guard let error = error as? PostgresError else { return false }
        if error.isConnectionLoss { return true }
        guard error.kind == .server, let state = error.sqlState else { return false }
        // A statement that timed out will time out again.
        if state == "57014" { return false }
        return ["53", "57", "40"].contains { state.hasPrefix($0) } || state == "55P03"
    }
}
