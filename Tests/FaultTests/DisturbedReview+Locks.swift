import FaultInjection
import Postgres
import TestSupport

extension DisturbedReview {
    /// Blocks all other writes to a table of the cluster while `body` runs.
    func whileLocked(_ table: String, _ body: @Sendable () async throws -> Void) async throws {
        try await withPool { pool in
            let blocker = PostgresConnection(to: pool.endpoint, applicationName: "fault-lab")
            // Not in a transaction closure, because `body` runs in between.
            try await blocker.withSession { try $0.script("BEGIN; LOCK TABLE relecture.\(table) IN EXCLUSIVE MODE") }
            let result: Result<Void, any Error>
            do {
                result = .success(try await body())
            } catch {
                result = .failure(error)
            }
            try await blocker.withSession { try $0.script("ROLLBACK") }
            await blocker.close()
            try result.get()
        }
    }

    /// Waits until a statement of a role blocks on a lock, that is, until that process takes its next step.
    func awaitsLock(_ role: String) async throws {
        try await eventually("\(role) waits for the lock", within: .seconds(20)) {
            try await sessions(of: role, "wait_event_type = 'Lock'") > 0
        }
    }

    func sessions(of role: String, _ condition: String) async throws -> Int {
        try await value(
            """
            SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
                AND application_name LIKE 'relecture-' || $1 || '%' AND \(condition)
            """, [role]) ?? 0
    }

    /// Makes all tickets due again, as if their record had been lost.
    func forgetTickets() async throws {
        _ = try await withPool { pool in
            try await pool.transaction {
                try $0.execute("UPDATE relecture.chunk SET dispatched_at = NULL WHERE state = 'ready'")
            }
        }
    }
}
