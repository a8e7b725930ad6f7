import Catalogue
import Postgres
import Schema

extension Database {
    /// Returns how much waits and runs, by urgency, and the slots working on it. Reads the database, because the
    /// broker's queues hold only the tickets under way. Excludes chunks that may not be taken now: more workers would
    /// not reduce them.
    package func queueStatus() async throws -> QueueStatus {
        try await pool.transaction { sql in
            // Aggregate by review first: it takes a tenth of a second for 200,000 chunks.
            let depths = try sql.query(
                """
                SELECT u.urgency, coalesce(sum(c.waiting), 0)::bigint AS waiting,
                    coalesce(sum(c.running), 0)::bigint AS running,
                    coalesce(extract(epoch FROM now() - min(c.since)) * 1000000, 0)::bigint AS age,
                    (extract(epoch FROM coalesce(sum(c.footage), '0')) * 1000000
                        - coalesce(sum(c.done), 0))::bigint AS footage
                FROM generate_series(0, 2) AS u (urgency)
                LEFT JOIN relecture.review r ON r.urgency = u.urgency AND r.state = 'running'
                    AND EXISTS (SELECT FROM relecture.requisition q WHERE q.id = r.requisition_id AND \(Database.isInForce()))
                LEFT JOIN LATERAL (
                    SELECT count(*) FILTER (WHERE state = 'ready') AS waiting,
                        count(*) FILTER (WHERE state = 'running') AS running,
                        min(greatest(r.created_at, not_before)) FILTER (WHERE state = 'ready') AS since,
                        sum(ends_at - starts_at) AS footage, sum(progress) FILTER (WHERE state = 'running') AS done
                    FROM relecture.chunk WHERE review_id = r.id AND state IN ('ready', 'running')
                ) c ON true
                GROUP BY u.urgency ORDER BY u.urgency
                """
            ).map { row in
                QueueDepth(
                    urgency: try row.decode("urgency"), waiting: try row.decode("waiting"),
                    running: try row.decode("running"), oldestAge: max(0, try row.decode("age")),
                    footageLeft: max(0, try row.decode("footage")))
            }
            // The speed of the workers working now; if there are none, of those that worked last.
            let strength = try sql.query(
                """
                WITH worker AS (
                    SELECT *, \(Database.isUp()) AS lives FROM relecture.worker w
                ), speed AS (
                    SELECT lives, extract(epoch FROM sum(footage_done)) / extract(epoch FROM sum(busy_time)) AS ratio
                    FROM worker GROUP BY lives HAVING sum(busy_time) > '0'
                )
                SELECT coalesce(sum(slots) FILTER (WHERE lives AND desired = 'work'), 0)::bigint AS slots,
                    coalesce(sum(busy) FILTER (WHERE lives), 0)::bigint AS busy,
                    (SELECT ratio::double precision FROM speed ORDER BY lives DESC LIMIT 1) AS speed
                FROM worker
                """
            ).single()
            let speed: Double? = try strength.decode("speed")
            return QueueStatus(
                depths: depths, slots: try strength.decode("slots"), busy: try strength.decode("busy"),
                slotSpeed: speed.flatMap { $0 > 0 ? $0 : nil })
        }
    }
}
