import Access
import Catalogue
import Chronology
import Footage
import Journal
import Planning
import Postgres
import Requisitions
import Schema
import TestSupport
import Testing
import WorkLedger

@Suite(.timeLimit(.minutes(10)))
struct CasesTests {
    /// Two cases with a review and results each. The first, `own`, is assigned to the account under test.
    private struct Two {
        let people: People
        let own: RequisitionID
        let other: RequisitionID

        static func with(_ body: (Two) async throws -> Void) async throws {
            try await People.with { people in
                var cases: [RequisitionID] = []
                for reference in ["own", "other"] {
                    let requisition = try await people.store.openRequisition(reference)
                    let review = try await people.store.startReview(of: requisition, chunks: 2)
                    try await people.store.addRecording(TestStore.minute(0), to: requisition)
                    try await people.store.execute(
                        """
                        INSERT INTO relecture.camera_coverage (requisition_id, review_id, camera, starts_at, ends_at, state,
                            reason) VALUES ($1::uuid, $2::uuid, 'gate', now(), now() + interval '1 s', 'analysed', '')
                        """, [requisition.rawValue, review.rawValue])
                    cases.append(requisition)
                }
                try await body(Two(people: people, own: cases[0], other: cases[1]))
            }
        }

        func person(_ role: AccountRole, endsIn seconds: Double = 3_600) async throws -> Someone {
            let person = try await people.add(role, endsIn: seconds)
            try await people.store.database.assign(own, to: person.login, by: "the head")
            return person
        }
    }

    private static let references = "SELECT reference FROM relecture.requisition ORDER BY 1"

    @Test func personsSeeTheirCasesAndThoseWhoControlSeeAll() async throws {
        try await Two.with { two in
            for role in AccountRole.allCases {
                let sees = try await two.person(role).texts(CasesTests.references)
                #expect(sees == ([.auditor, .magistrate].contains(role) ? ["other", "own"] : ["own"]), "\(role)")
            }
            let stranger = try await two.people.add(.analyst)
            #expect(try await stranger.texts(CasesTests.references).isEmpty)
            let expired = try await two.person(.magistrate, endsIn: -1)
            #expect(try await expired.texts(CasesTests.references).isEmpty)
            #expect(try await expired.texts("SELECT act FROM relecture.journal").isEmpty)
            let gone = try await two.person(.reviewer)
            #expect(try await gone.texts(CasesTests.references) == ["own"])
            try await two.people.store.execute(
                "UPDATE relecture.person SET ended_at = now() WHERE login = $1", [gone.login])
            #expect(try await gone.texts(CasesTests.references).isEmpty)
        }
    }

    @Test func everyTableOfACaseIsLimitedAlsoThroughViews() async throws {
        try await Two.with { two in
            let person = try await two.person(.investigator)
            for table in [
                "requisition_camera", "recording", "review", "review_camera", "camera_coverage", "frame_index",
                "assignment",
            ] {
                #expect(try await person.texts("SELECT count(*)::text FROM relecture.\(table)") == ["1"], "\(table)")
            }
            #expect(try await person.texts("SELECT count(*)::text FROM relecture.chunk") == ["2"])
            for view in ["coverage", "footage"] {
                #expect(try await person.texts("SELECT DISTINCT reference FROM timeline.\(view)") == ["own"], "\(view)")
            }
            let invokers: [String] = try await two.people.store.rows(
                """
                SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'timeline'::regnamespace AND relkind = 'v'
                    AND NOT coalesce('security_invoker=true' = ANY (reloptions), false)
                """
            ).map { try $0.decode("name") }
            #expect(invokers.isEmpty, "views that bypass the policies: \(invokers)")
            let open: [String] = try await two.people.store.rows(
                """
                SELECT c.relname::text AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                WHERE c.relnamespace = 'relecture'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                    AND a.attname = 'requisition_id' AND NOT c.relrowsecurity
                """
            ).map { try $0.decode("name") }
            #expect(open.isEmpty, "tables without policies: \(open)")
        }
    }

    @Test func thereIsNoWayAround() async throws {
        try await Two.with { two in
            let person = try await two.person(.analyst)
            let partitions: [String] = try await two.people.store.rows(
                "SELECT 'relecture.' || relname AS name FROM pg_class WHERE relispartition AND relkind = 'r'"
            ).map { try $0.decode("name") }
            #expect(partitions.count == 10)
            for partition in partitions {
                #expect(try await person.refusal(of: "SELECT FROM \(partition)") == "42501", "\(partition)")
            }
            // Settings and roles change nothing; only the log-in counts.
            for attempt in [
                "SET ROLE relecture_analyst", "SET search_path = pg_temp, relecture",
                "SELECT set_config('relecture.person', 'auditor', false), set_config('role', 'relecture_analyst', false)",
            ] {
                #expect(try await person.texts(CasesTests.references, after: attempt) == ["own"], "\(attempt)")
                _ = try await person.refusal(of: "RESET ROLE; RESET search_path")
            }
            for attempt in [
                "SET ROLE relecture", "SET ROLE relecture_worker", "SET SESSION AUTHORIZATION relecture",
                "COPY relecture.requisition TO PROGRAM 'cat'",
                "SET row_security = off; SELECT FROM relecture.requisition",
                "SELECT relecture.requisitions_of('relecture')", "SELECT relecture.roles_of('relecture')",
                "ALTER TABLE relecture.requisition DISABLE ROW LEVEL SECURITY",
                "UPDATE relecture.mandate SET valid_until = 'infinity'",
                "UPDATE relecture.requisition SET opened_by = session_user",
                "CREATE POLICY mine ON relecture.chunk USING (true)",
                "CALL relecture.protect('relecture.chunk')", "SELECT relecture.create_partitions(gen_random_uuid())",
                "INSERT INTO relecture.assignment SELECT id, session_user, 'me' FROM relecture.requisition",
            ] {
                #expect(try await person.refusal(of: attempt) == "42501", "\(attempt)")
                _ = try await person.refusal(of: "SET row_security = on")
            }
            // A function that reveals its argument must not be called on hidden rows, however cheap it claims to be.
            let leak = """
                CREATE FUNCTION pg_temp.leak(shown text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS $$
                BEGIN
                    IF shown = 'other' THEN RAISE EXCEPTION 'leaked' USING ERRCODE = 'P0002'; END IF;
                    RETURN true;
                END $$;
                """
            let told = try await person.texts(
                "SELECT reference FROM relecture.requisition WHERE pg_temp.leak(reference)", after: leak)
            #expect(told == ["own"])
        }
    }

    @Test func whoWroteOnceAndControlsNowChangesNothing() async throws {
        try await Two.with { two in
            // The group's rights outlive the mandate they were granted for.
            let person = try await two.person(.investigator, endsIn: -1)
            _ = try await two.people.store.database.give(
                MandateRequest(role: .auditor, authorisedBy: "the head"), to: person.login)
            #expect(try await person.texts(CasesTests.references) == ["other", "own"])
            for change in [
                "UPDATE relecture.chunk SET attempts = 9", "UPDATE relecture.requisition SET expires_at = NULL",
                "DELETE FROM relecture.requisition_window", "DELETE FROM relecture.assignment",
            ] {
                let changed = try await person.database.pool.transaction { try $0.execute(change) }
                #expect(changed == 0, "\(change)")
            }
            let added = """
                INSERT INTO relecture.requisition_window SELECT id, 'epoch', now() FROM relecture.requisition
                """
            #expect(try await person.refusal(of: added) == "42501")
        }
    }

    @Test func whatIsWrittenKeepsToTheCasesToo() async throws {
        try await Two.with { two in
            let person = try await two.person(.reviewer)
            let changed = try await person.database.pool.transaction { sql in
                try sql.execute("UPDATE relecture.review SET urgency = 2")
            }
            #expect(changed == 1)
            await #expect(throws: (any Error).self) {
                _ = try await person.database.insert(TestStore.request(of: two.other, chunks: []))
            }
            let review = try await person.database.insert(
                TestStore.request(of: two.own, chunks: [.init(camera: TestStore.camera, span: TestStore.minute(5))]))
            #expect(try await person.database.review(review).chunkCount == 1)
            let foreign = try await person.refusal(
                of: """
                    INSERT INTO relecture.review (requisition_id, profile_name, profile_digest, profile, chunk_length)
                    VALUES ('\(two.other)', 'p', 'd', '{}', '60s')
                    """)
            #expect(foreign == "42501")
        }
    }

    @Test func whoOpensARequisitionSeesItAndLetsOthersTakePart() async throws {
        try await Two.with { two in
            let opener = try await two.people.add(.investigator)
            let order = try RequisitionOrder(
                reference: "mine", authority: "court", cameras: [TestStore.camera], from: TestStore.window.start,
                to: TestStore.window.end)
            let mine = try await opener.database.open(order)
            #expect(try await opener.database.requisitions().map(\.id) == [mine])
            let helper = try await two.people.add(.reviewer)
            #expect(try await helper.database.requisitions().isEmpty)
            await #expect(throws: PostgresError.self, "in another's name") {
                try await opener.database.assign(mine, to: helper.login, by: "the president")
            }
            try await opener.database.assign(mine, to: helper.login, by: opener.login)
            #expect(try await opener.texts("SELECT assigned_by FROM relecture.assignment") == [opener.login])
            let lie =
                "INSERT INTO relecture.assignment SELECT id, session_user, 'the president' FROM relecture.requisition"
            #expect(try await opener.refusal(of: lie) == "42501")
            #expect(try await helper.database.requisitions().map(\.id) == [mine])
            await #expect(throws: StorageError.self) {
                try await opener.database.assign(two.other, to: helper.login, by: opener.login)
            }
            try await opener.database.withdraw(mine, from: helper.login)
            #expect(try await helper.database.requisitions().isEmpty)
            let owner = two.people.store.database
            #expect(try await owner.cases(of: opener.login) == [mine.rawValue])
            #expect(try await owner.sees(.requisition(mine.rawValue), opener.login))
            #expect(try await !owner.sees(.requisition(two.other.rawValue), opener.login))
            #expect(try await owner.sees(.review("no such"), opener.login))
        }
    }

    /// Machines see everything without a policy check; other log-ins see nothing once accounts exist.
    @Test func machinesAreUnderNoPolicyThatCosts() async throws {
        try await Two.with { two in
            let name = "machine_\(UInt64.random(in: .min ... .max))"
            try await two.people.store.execute("CREATE ROLE \(name) LOGIN PASSWORD 'secret' IN ROLE relecture_worker")
            let other = "unknown_\(UInt64.random(in: .min ... .max))"
            try await two.people.store.execute("CREATE ROLE \(other) LOGIN PASSWORD 'secret' IN ROLE relecture_analyst")
            func connected(_ login: String) throws -> Someone {
                let url = two.people.store.url.replacing(/\/\/[^@]*@/, with: "//\(login):secret@")
                return Someone(
                    login: login,
                    database: Database(
                        pool: PostgresPool(
                            endpoint: try PostgresEndpoint(url), size: 1, applicationName: "relecture-tests")))
            }
            let (machine, stranger) = (try connected(name), try connected(other))
            #expect(try await stranger.texts(CasesTests.references) == ["other", "own"])
            _ = try await two.people.add(.analyst)
            #expect(try await stranger.texts(CasesTests.references).isEmpty)
            #expect(try await machine.texts(CasesTests.references) == ["other", "own"])
            let plan = try await machine.texts(
                "EXPLAIN SELECT FROM relecture.chunk WHERE review_id = gen_random_uuid()")
            #expect(!plan.contains { $0.contains("seen_requisitions") || $0.contains("InitPlan") }, "\(plan)")
            let written = try await machine.database.pool.transaction { sql in
                try sql.copy(
                    into: "relecture.chunk_coverage",
                    columns: [
                        "requisition_id", "review_id", "chunk_id", "epoch", "starts_at", "ends_at", "state", "reason",
                    ],
                    rows: (0..<2).map { row in
                        [
                            .text(two.own.rawValue), .text(two.own.rawValue), .integer(7), .integer(Int64(row)),
                            .timestamp(PostgresTimestamp(microseconds: 0)),
                            .timestamp(PostgresTimestamp(microseconds: 1)),
                            .text("analysed"), .text(""),
                        ]
                    })
            }
            #expect(written == 2)
        }
    }
}
