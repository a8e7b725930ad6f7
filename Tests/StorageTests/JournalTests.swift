import Journal
import Planning
import Postgres
import Requisitions
import Schema
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct JournalTests {
    private func fill(_ store: TestStore, _ count: Int = 5) async throws {
        for number in 1...count {
            try await store.database.enter(
                .consultation, "timeline", on: .requisition("q"), by: "Zoë, OPJ", because: "reason \(number):1,\n",
                detail: "d")
        }
    }

    @Test func entriesAreChainedAndReadBackAsTheyWereWritten() async throws {
        try await TestStore.with { store in
            #expect(try await store.database.verifyJournal() == .empty)
            try await fill(store)
            let entries = try await store.database.journal()
            #expect(entries.map(\.id) == [1, 2, 3, 4, 5])
            #expect(
                entries.allSatisfy { $0.person == "Zoë, OPJ" && $0.requisition == "q" && $0.kind == "consultation" })
            #expect(entries[2].reason == "reason 3:1,\n" && entries[2].previous == entries[1].digest)
            #expect(entries.allSatisfy { $0.computedDigest == $0.digest })
            let head = try await store.database.verifyJournal()
            #expect(head == JournalHead(id: 5, at: entries[4].at, digest: entries[4].digest))
            #expect(try await store.database.journal(requisition: "other").isEmpty)
        }
    }

    @Test func entriesOfManyAtOnceAreOneChain() async throws {
        try await TestStore.with { store in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 { group.addTask { try await self.fill(store, 25) } }
                try await group.waitForAll()
            }
            #expect(try await store.database.verifyJournal().id == 200)
        }
    }

    @Test func subjectsFindTheirRequisitionAlsoWhereTheyDoNotExist() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let review = try await store.startReview(of: requisition, chunks: 1)
            let chunk = try #require(try await store.chunks(of: review).first)
            let subjects: [JournalSubject] = [
                .review(review.rawValue), .chunk(chunk), .requisition("no such"), .review("no such"), .chunk(-1),
                .everything,
            ]
            for subject in subjects {
                try await store.database.enter(.change, "act", on: subject, by: "p", because: "r")
            }
            let entries = try await store.database.journal()
            #expect(entries.map(\.requisition) == [requisition.rawValue, requisition.rawValue, "no such", "", "", ""])
            #expect(entries[0].subject == "review \(review)" && entries[4].subject == "chunk -1")
        }
    }

    /// Statements that not even the owner of the tables may run.
    @Test(arguments: [
        "UPDATE relecture.journal SET reason = 'another' WHERE id = 2", "DELETE FROM relecture.journal WHERE id = 5",
        "TRUNCATE relecture.journal", "INSERT INTO relecture.journal SELECT * FROM relecture.journal WHERE id = 1",
        "DO $$ BEGIN INSERT INTO relecture.journal SELECT * FROM relecture.journal WHERE id = 1; END $$",
        "SELECT relecture.journal_add('p', 'consultation', 'act', '', '', ' ', '')",
        "SELECT relecture.journal_add('p', 'nothing', 'act', '', '', 'why', '')",
        "SELECT relecture.journal_add(NULL, 'change', 'act', '', '', 'why', '')",
    ])
    func journalIsOnlyAddedToThroughItsFunctionAndWithAReason(statement: String) async throws {
        try await TestStore.with { store in
            try await fill(store)
            let error = await #expect(throws: PostgresError.self) { _ = try await store.execute(statement) }
            #expect(["42501", "23514", "23502"].contains(error?.sqlState ?? ""), "\(String(describing: error))")
            #expect(try await store.database.verifyJournal().id == 5)
        }
    }

    @Test func anchorsThatContradictEachOtherAreNotBothBelieved() async throws {
        try await TestStore.with { store in
            try await fill(store)
            let head = try await store.database.verifyJournal()
            let other = JournalHead(id: head.id, at: head.at, digest: [UInt8](repeating: 7, count: 32))
            for anchors in [[head, other], [other, head]] {
                await #expect(throws: JournalChain.Fault.rebuilt(5)) {
                    try await store.database.verifyJournal(anchors: anchors)
                }
            }
            #expect(try await store.database.verifyJournal(anchors: [head, head]) == head)
        }
    }

    /// Runs with the guard removed, as only the database owner can do.
    @Test(arguments: [
        ("UPDATE relecture.journal SET reason = 'another' WHERE id = 2", JournalChain.Fault.changed(2)),
        ("DELETE FROM relecture.journal WHERE id = 3", .missing(expected: 3, found: 4)),
        ("DELETE FROM relecture.journal WHERE id = 1", .missing(expected: 1, found: 2)),
        ("DELETE FROM relecture.journal WHERE id = 5", .cut(head: 4, anchored: 5)),
        (
            "UPDATE relecture.journal SET id = CASE id WHEN 2 THEN 3 ELSE 2 END + 100 WHERE id IN (2, 3)",
            .missing(expected: 2, found: 4)
        ),
        (
            "DELETE FROM relecture.journal; SELECT relecture.journal_add('p', 'change', 'a', '', '', 'r', '') "
                + "FROM generate_series(1, 7)", .rebuilt(5)
        ),
    ])
    func whatWasRemovedChangedOrWrittenAnewShows(script: String, fault: JournalChain.Fault) async throws {
        try await TestStore.with { store in
            try await fill(store)
            let anchor = try await store.database.verifyJournal()
            try await store.execute("ALTER TABLE relecture.journal DISABLE TRIGGER journal_guard")
            try await store.database.pool.withSession { try $0.script(script) }
            await #expect(throws: fault) { try await store.database.verifyJournal(anchors: [anchor]) }
        }
    }

    /// PostgreSQL describes the call stack in the server's language.
    @Test(arguments: [
        (
            "PL/pgSQL function %s line 6 at GET DIAGNOSTICS", "SQL statement \"%s\"",
            "PL/pgSQL function %s line 25 at SQL statement"
        ),
        (
            "fonction PL/pgSQL %s, ligne 6, à GET DIAGNOSTICS", "instruction SQL « %s »",
            "fonction PL/pgSQL %s, ligne 25, à instruction SQL"
        ),
        (
            "PL/pgSQL-Funktion %s Zeile 6 bei GET DIAGNOSTICS", "SQL-Anweisung »%s«",
            "PL/pgSQL-Funktion %s Zeile 25 bei SQL-Anweisung"
        ),
        ("PL/pgSQL関数%sの6行目 - GET DIAGNOSTICS", "SQL文\"%s\"", "PL/pgSQL関数%sの25行目 - SQL文"),
    ])
    func journalKnowsItsFunctionInEveryLanguage(lines: (String, String, String)) async throws {
        func stack(_ guardian: String, _ statement: String, _ writer: String) -> String {
            [
                lines.0.replacing("%s", with: guardian), lines.1.replacing("%s", with: statement),
                lines.2.replacing("%s", with: writer), "another line",
            ].joined(separator: "\n")
        }
        let insert = "INSERT INTO relecture.journal VALUES (entry.*)"
        let (guardian, writer) = (
            "relecture.journal_guard()", "relecture.journal_add(text,text,text,text,text,text,text)"
        )
        let cases = [
            (stack(guardian, insert, writer), true),
            (stack(guardian, insert, "other.journal_add(text)"), false),
            (stack(guardian, insert, "my_relecture.journal_add(text)"), false),
            (stack(guardian, insert, #"public."a relecture.journal_add("(text)"#), false),
            (stack(guardian, "DELETE FROM relecture.journal", writer), false),
            ("x\n" + stack(guardian, insert, writer), false),
        ]
        try await TestStore.with { store in
            for (stack, expected) in cases {
                let isEntry: Bool? = try await store.value("SELECT relecture.is_journal_entry($1)", [stack])
                #expect(isEntry == expected, "\(stack)")
            }
        }
    }
}
