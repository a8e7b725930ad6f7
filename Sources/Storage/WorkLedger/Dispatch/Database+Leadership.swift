package import Postgres
import Schema

extension Database {
    /// Becomes or stays leader. Returns nil while another coordinator holds the lease. A change of leader raises the
    /// term.
    package func lead(as leader: String, lease: Duration) async throws -> Leadership? {
        try await pool.transaction { sql in
            try sql.query(
                """
                INSERT INTO relecture.leadership AS l (role, leader, term, lease_until)
                VALUES ('coordinator', $1, 1, now() + make_interval(secs => $2))
                ON CONFLICT (role) DO UPDATE SET leader = $1,
                    term = CASE WHEN l.leader = $1 THEN l.term ELSE l.term + 1 END,
                    lease_until = now() + make_interval(secs => $2)
                WHERE l.leader = $1 OR l.lease_until < now()
                RETURNING term
                """, [leader, lease.seconds]
            ).first.map { Leadership(leader: leader, term: try $0.decode("term")) }
        }
    }

    /// Ends the lease at once, so that a standby need not wait for it to expire.
    package func resign(_ leadership: Leadership) async throws {
        try await pool.transaction { sql in
            _ = try sql.execute(
                """
                UPDATE relecture.leadership SET lease_until = now() - interval '1 second'
                WHERE role = 'coordinator' AND leader = $1 AND term = $2
                """, [leadership.leader, leadership.term])
        }
    }

    /// Whether a leader still holds the lease. Run it as the last statement of a transaction: until the transaction
    /// ends no other coordinator can become leader.
    package static func isLeading(_ leadership: Leadership, _ sql: PostgresSession) throws -> Bool {
        // Use the current clock: now() is the start of the transaction, and the leader may have stalled since.
        try !sql.query(
            """
            SELECT 1 AS one FROM relecture.leadership WHERE role = 'coordinator' AND leader = $1 AND term = $2
                AND lease_until > clock_timestamp() FOR SHARE
            """, [leadership.leader, leadership.term]
        ).isEmpty
    }
}

/// One coordinator's right to act until its lease ends. Every write it makes carries the term.
package struct Leadership: Hashable, Sendable {
    package let leader: String
    package let term: Int64

    /// The condition that fences a statement; `$n` and `$n+1` are leader and term.
    package static func fence(_ first: Int) -> String {
        """
        EXISTS (SELECT FROM relecture.leadership WHERE role = 'coordinator' AND leader = $\(first) AND term = $\(first + 1)
            AND lease_until > now())
        """
    }
}
