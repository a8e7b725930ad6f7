import Catalogue
package import Planning
import Postgres
import Schema

/// How many chunks of one urgency wait, by reason.
package struct QueueDetails: Hashable, Sendable {
    /// Their tickets are under way.
    package var dispatched = 0
    /// They pause after a failure.
    package var later = 0
    /// Their reviews are paused.
    package var paused = 0

    package init() {}
}

extension Database {
    /// Returns the details by urgency. Omits chunks whose requisition is not in force.
    package func queueDetails() async throws -> [Urgency: QueueDetails] {
        try await pool.transaction { sql in
            let rows = try sql.query(
                """
                SELECT r.urgency, count(*) FILTER (WHERE r.state = 'running' AND c.dispatched_at IS NOT NULL) AS dispatched,
                    count(*) FILTER (WHERE r.state = 'running' AND c.dispatched_at IS NULL AND c.not_before > now()) AS later,
                    count(*) FILTER (WHERE r.state = 'paused') AS paused
                FROM relecture.chunk c JOIN relecture.review r ON r.id = c.review_id
                JOIN relecture.requisition q ON q.id = r.requisition_id
                WHERE c.state = 'ready' AND \(Database.isInForce())
                GROUP BY r.urgency
                """)
            var details: [Urgency: QueueDetails] = [:]
            for row in rows {
                var found = QueueDetails()
                found.dispatched = try row.decode("dispatched")
                found.later = try row.decode("later")
                found.paused = try row.decode("paused")
                details[try row.decode("urgency")] = found
            }
            return details
        }
    }
}
