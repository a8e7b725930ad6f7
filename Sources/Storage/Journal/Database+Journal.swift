import Footage
import Postgres
import Schema

extension Database {
    /// Appends an entry in its own transaction, so that a failure of the act does not roll it back.
    @discardableResult
    package func enter(
        _ kind: JournalEntry.Kind, _ act: String, on subject: JournalSubject, by person: String, because reason: String,
        detail: String = ""
    ) async throws -> Int64 {
        let requisition = subject.requisition
        return try await pool.transaction { sql in
            try sql.query(
                """
                SELECT relecture.journal_add($2, $3, $4, coalesce(\(requisition.sql), ''), $5, $6, $7) AS id
                """, [requisition.value, person, kind.rawValue, act, subject.text, reason, detail]
            ).single().decode("id")
        }
    }

    /// Returns entries in order.
    ///
    /// - Parameters:
    ///   - after: returns only later entries.
    ///   - requisition: returns only entries about this one, unless empty; such a selection cannot be checked as a
    ///     chain.
    package func journal(
        after: Int64 = 0, requisition: String = "", limit: Int = 1_000
    ) async throws -> [JournalEntry] {
        try await pool.transaction { sql in
            try sql.query(
                """
                SELECT id, at, person, login, kind, act, requisition, subject, reason, detail, previous, digest
                FROM relecture.journal WHERE id > $1 AND ($2 = '' OR requisition = $2) ORDER BY id LIMIT $3
                """, [after, requisition, limit]
            ).map { row in
                let at: PostgresTimestamp = try row.decode("at")
                return JournalEntry(
                    id: try row.decode("id"), at: at.timestamp, person: try row.decode("person"),
                    login: try row.decode("login"), kind: try row.decode("kind"), act: try row.decode("act"),
                    requisition: try row.decode("requisition"), subject: try row.decode("subject"),
                    reason: try row.decode("reason"), detail: try row.decode("detail"),
                    previous: try row.decode("previous"), digest: try row.decode("digest"))
            }
        }
    }

    /// Reads entries in order, in batches of a thousand.
    package func eachJournalEntry(
        after: Int64 = 0, requisition: String? = nil, _ body: (JournalEntry) throws -> Void
    ) async throws {
        var last = after
        while true {
            let entries = try await journal(after: last, requisition: requisition ?? "")
            guard let end = entries.last else { return }
            for entry in entries { try body(entry) }
            last = end.id
        }
    }

    /// Verifies the whole journal. Returns its head, or throws the first `JournalChain.Fault`.
    package func verifyJournal(anchors: [JournalHead] = []) async throws -> JournalHead {
        var chain = JournalChain(anchors: anchors)
        try await eachJournalEntry { try chain.read($0) }
        try chain.end()
        return chain.head
    }

    /// Returns the journal's newest entry; nil if it is empty.
    package func newestJournalEntry() async throws -> JournalEntry? {
        let id: Int64? = try await pool.transaction { sql in
            try sql.value("SELECT id FROM relecture.journal ORDER BY id DESC LIMIT 1")
        }
        guard let id else { return nil }
        return try await journal(after: id - 1, limit: 1).first
    }
}
