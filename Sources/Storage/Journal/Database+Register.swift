import Postgres
import Schema

/// A count for the public register.
package struct RegisterCount: Hashable, Sendable {
    /// The service of the account that opened the requisition; empty if the opener was not registered.
    package let service: String
    /// `YYYY-MM` in UTC.
    package let month: String
    package let measure: String
    package let value: Int64
    /// Number of cases behind the value.
    package let cases: Int64
}

extension Database {
    /// Returns the counts for the register. The query never selects names of accounts: only sums leave the database.
    ///
    /// Measures: `requisitions` and `cameras` (by month of opening), `footage` (microseconds reviewed), `refusals`,
    /// `erasures-on-time` and `erasures-late` (by month of erasure), `erasures-overdue` (by month of the due date), and
    /// `function ACT` for each act of the journal.
    package func registerCounts() async throws -> [RegisterCount] {
        try await pool.transaction(isolation: .repeatableRead) { sql in
            try sql.limitStatements(to: .seconds(600))
            return try sql.query(Database.registerCounts).map { row in
                RegisterCount(
                    service: try row.decode("service"), month: try row.decode("month"),
                    measure: try row.decode("measure"),
                    value: try row.decode("value"), cases: try row.decode("cases"))
            }
        }
    }

    /// Returns the current, unfinished month, such as `2026-03`, by the clock that stamped the counted rows.
    package func currentMonth() async throws -> String {
        try await pool.transaction { sql in
            try sql.query("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM') AS month").single().decode("month")
        }
    }

    /// A requisition's service is that of the account that opened it, at that time; empty if the opener was not
    /// registered.
    private static let registerCounts = """
        WITH q AS (
            SELECT q.id, q.state, q.service, q.opened_at, e.cameras, e.reviewed,
                coalesce(e.due_at, q.expires_at) AS due_at, e.finished_at
            FROM relecture.requisition q LEFT JOIN relecture.erasure e ON e.requisition = q.id
        ), footage AS (
            SELECT q.service, q.id, to_char(c.finished_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month,
                extract(epoch FROM c.ends_at - c.starts_at) * 1000000 AS length
            FROM q JOIN relecture.chunk c ON c.requisition_id = q.id AND c.state = 'done'
            UNION ALL
            SELECT q.service, q.id, m.key, m.value::bigint FROM q CROSS JOIN jsonb_each_text(q.reviewed) m
            WHERE q.state = 'erased'
        ), erasure AS (
            SELECT service, CASE
                    WHEN finished_at IS NULL THEN 'erasures-overdue'
                    WHEN due_at IS NULL OR finished_at <= due_at + interval '1 day' THEN 'erasures-on-time'
                    ELSE 'erasures-late' END AS measure,
                to_char(coalesce(finished_at, due_at) AT TIME ZONE 'UTC', 'YYYY-MM') AS month
            FROM q WHERE finished_at IS NOT NULL OR due_at < now() - interval '1 day'
        ), act AS (
            SELECT coalesce(q.service, '') AS service, to_char(j.at AT TIME ZONE 'UTC', 'YYYY-MM') AS month,
                CASE WHEN j.kind = 'refusal' THEN 'refusals' ELSE 'function ' || j.act END AS measure
            FROM relecture.journal j LEFT JOIN q ON q.id::text = j.requisition
            -- Second entries of an act that has one already.
            WHERE j.act NOT IN ('requisition opened', 'review started', 'erased') OR j.kind = 'refusal'
        )
        SELECT service, month, measure, value::bigint AS value, cases::bigint AS cases FROM (
            SELECT service, to_char(opened_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, 'requisitions' AS measure,
                count(*) AS value, count(*) AS cases
            FROM q GROUP BY 1, 2
            UNION ALL
            SELECT service, to_char(opened_at AT TIME ZONE 'UTC', 'YYYY-MM'), 'cameras', sum(CASE
                    WHEN state = 'erased' THEN cameras
                    ELSE (SELECT count(*) FROM relecture.requisition_camera c WHERE c.requisition_id = q.id) END), count(*)
            FROM q GROUP BY 1, 2
            UNION ALL
            SELECT service, month, 'footage', sum(length), count(DISTINCT id) FROM footage GROUP BY 1, 2
            UNION ALL
            SELECT service, month, measure, count(*), count(*) FROM erasure GROUP BY 1, 2, 3
            UNION ALL
            SELECT service, month, measure, count(*), count(*) FROM act GROUP BY 1, 2, 3
        ) c ORDER BY service, month, measure
        """
}
