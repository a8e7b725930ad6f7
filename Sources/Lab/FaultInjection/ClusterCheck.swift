package import Planning
package import Postgres

/// Searches the database of an idle cluster for states that must never occur.
///
/// Each rule is one query whose rows are violations, so each can be tested with corrupted data.
package struct ClusterCheck: Sendable {
    /// A query that returns no rows if its invariant holds. Each row is text.
    struct Rule: Sendable {
        let name: String
        let sql: String
    }

    private let pool: PostgresPool

    package init(pool: PostgresPool) {
        self.pool = pool
    }

    /// Returns all violations in the stored state.
    package func violations() async throws -> [Violation] {
        try await pool.transaction(isolation: .repeatableRead) { sql in
            try ClusterCheck.rules.flatMap { rule in
                try sql.query(rule.sql).map { Violation(rule.name, try $0.decode(0)) }
            }
        }
    }

    /// Checks that everything submitted is present and complete.
    package func violations(of ledger: ReviewLedger) async throws -> [Violation] {
        try await pool.transaction { sql in
            try ledger.entries.flatMap { entry in
                let found: Int =
                    try sql.value(
                        "SELECT count(*) FROM relecture.chunk WHERE review_id = $1::uuid", [entry.review]) ?? 0
                return found == entry.chunks
                    ? []
                    : [
                        Violation(
                            "submitted-stays", "review \(entry.review) had \(entry.chunks) chunks and has \(found) now")
                    ]
            }
        }
    }

    /// Whether a ticket would still start work.
    package func isClaimable(chunk: ChunkID, of review: String) async throws -> Bool {
        try await pool.transaction { sql in
            try !sql.query(
                """
                SELECT FROM relecture.chunk c JOIN relecture.review r ON r.id = c.review_id
                WHERE c.id = $1 AND r.id::text = $2 AND r.state = 'running' AND c.state IN ('ready', 'running')
                """, [chunk.rawValue, review]
            ).isEmpty
        }
    }
}

/// An invariant that a trial found broken.
package struct Violation: Sendable, Hashable, CustomStringConvertible {
    /// A code for the invariant.
    package let rule: String
    /// The observation, with the numbers of chunks and reviews.
    package let text: String

    package init(_ rule: String, _ text: String) {
        self.rule = rule
        self.text = text
    }

    package var description: String { "\(rule): \(text)" }
}
