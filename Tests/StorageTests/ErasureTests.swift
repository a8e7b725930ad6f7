import Catalogue
import Chronology
import Erasure
import Findings
import Footage
import Postgres
import Requisitions
import Schema
import TestSupport
import Testing
import WorkLedger

@Suite(.timeLimit(.minutes(10)))
struct ErasureTests {
    @Test func everyTableIsEmptiedOfOneRequisitionAndOfNoOther() async throws {
        try await TestStore.with { store in
            // Tables that later versions may add.
            try await store.database.pool.withSession {
                try $0.script(
                    """
                    CREATE TABLE relecture.handover (id bigint PRIMARY KEY, requisition_id uuid NOT NULL);
                    CREATE TABLE relecture.handover_item (handover bigint REFERENCES relecture.handover, note text);
                    CREATE TABLE relecture.second_look (chunk_id bigint, note text);
                    CREATE VIEW timeline.second_look AS SELECT * FROM relecture.second_look;
                    """)
            }
            let before = try await store.counts()
            let (kept, _) = try await store.fill("kept")
            let keptCounts = try await store.counts()
            let (gone, review) = try await store.fill("gone")
            for (number, id) in [kept, gone].enumerated() {
                try await store.execute("INSERT INTO relecture.handover VALUES ($1, $2::uuid)", [number, id.rawValue])
                try await store.execute("INSERT INTO relecture.handover_item VALUES ($1, 'x')", [number])
                try await store.execute(
                    "INSERT INTO relecture.second_look SELECT id, 'x' FROM relecture.chunk WHERE requisition_id = $1::uuid",
                    [id.rawValue])
            }
            try await store.erase(gone)
            #expect(try await store.database.remains(of: gone).isEmpty)
            #expect(try await !store.database.remains(of: kept).isEmpty)
            var expected = keptCounts
            for (table, count) in [("handover", 1), ("handover_item", 1), ("second_look", 2), ("erasure", 1)] {
                expected["relecture.\(table)"] = count
            }
            // What remains is its name, and one placeholder camera instead of all its cameras.
            expected["relecture.requisition"]? += 1
            expected["relecture.requisition_camera"]? += 1
            let others = try await store.counts().filter { expected[$0.key] != $0.value }
            #expect(others.isEmpty)
            // Unless every table that this version fills had rows of the requisition, the test would prove nothing.
            let empty = keptCounts.filter { $0.value == 0 && before[$0.key] == 0 }.keys.sorted()
            #expect(
                empty == [
                    "relecture.erasure", "relecture.handover", "relecture.handover_item", "relecture.journal",
                    "relecture.known_answer", "relecture.mandate", "relecture.second_look", "relecture.store",
                ])
            let record = try #require(try await store.database.erasure(of: gone))
            #expect(record.step == .rows && record.partitions == 5 && record.reviews == [review])
            #expect(record.rows.contains(#""relecture.chunk": 2"#) && record.keptColumns.isEmpty)
            #expect(record.footage.contains("sha256"))
        }
    }

    @Test func everyTableThatNamesARequisitionIsInThePlan() async throws {
        try await TestStore.with { store in
            let named: [String] = try await store.rows(
                """
                SELECT table_schema || '.' || table_name AS name FROM information_schema.columns
                JOIN pg_class c ON c.oid = (table_schema || '.' || table_name)::regclass
                WHERE column_name = 'requisition_id' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                """
            ).map { try $0.decode("name") }
            let planned = Set(try await store.database.erasurePlan().deletions.map(\.table))
            #expect(named.count >= 9 && planned.isSuperset(of: named))
            #expect(
                planned.isSuperset(of: ["relecture.frame_index", "relecture.attempt", "relecture.review_recording"]))
            #expect(planned.isDisjoint(with: ErasurePlan.survivors) && !planned.contains("relecture.worker"))
        }
    }

    @Test func rowOfTheRequisitionKeepsItsReferenceAloneAndIsNeverTouchedAgain() async throws {
        try await TestStore.with { store in
            let (id, review) = try await store.fill("2026/77")
            try await store.erase(id)
            let requisition = try await store.database.requisition(id)
            #expect(requisition.state == .erased && requisition.order.reference == "2026/77")
            #expect(
                requisition.order.authority == "(erased)" && requisition.order.cameras.map(\.rawValue) == ["(erased)"])
            #expect(requisition.order.window.end < TestStore.window.start)
            let closing = await #expect(throws: StorageError.self) { try await store.database.close(id) }
            #expect(closing?.description.contains("was erased") == true)
            let error = await #expect(throws: PostgresError.self) {
                try await store.execute(
                    "UPDATE relecture.requisition SET state = 'open' WHERE id = $1::uuid", [id.rawValue])
            }
            #expect(error?.message.contains("was erased") == true)
            let asked = await #expect(throws: StorageError.self) { try await store.database.review(review) }
            #expect(asked?.description.contains("was erased, with all of requisition \(id)") == true)
        }
    }

    @Test func openOneIsErasedByOrderOnlyAndAClosedOneWithout() async throws {
        try await TestStore.with { store in
            let id = try await store.openRequisition()
            let error = await #expect(throws: StorageError.self) {
                _ = try await store.database.beginErasure(id, order: nil, by: "tester")
            }
            #expect(error?.description.contains("--order") == true)
            #expect(try await store.database.erasure(of: id) == nil)
            try await store.database.close(id)
            #expect(try await store.database.beginErasure(id, order: nil, by: "tester").cause == "closure")
            // When an interrupted erasure is run again, the original orderer is kept.
            let again = try await store.database.beginErasure(id, order: "somebody", by: "another")
            #expect(again.cause == "closure" && again.orderedBy == "tester" && again.step == .ordered)
        }
    }

    @Test func scheduledOneIsErasedWhenItsTimeHasCome() async throws {
        try await TestStore.with { store in
            let id = try await store.openRequisition()
            try await store.database.scheduleErasure(
                of: id, on: Timestamp(microseconds: 4_102_444_800_000_000), by: "a judge")
            await #expect(throws: StorageError.self) {
                _ = try await store.database.beginErasure(id, order: nil, by: "timer")
            }
            try await store.database.scheduleErasure(of: id, on: Timestamp(microseconds: 0), by: "another judge")
            let record = try await store.database.beginErasure(id, order: nil, by: "timer")
            #expect(record.cause == "schedule" && record.orderedBy == "another judge")
            await #expect(throws: StorageError.self) {
                try await store.database.scheduleErasure(of: id, on: Timestamp(microseconds: 1), by: "late")
            }
        }
    }

    @Test func workerAndMergerThatComeLateStoreNothingAndSaySo() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let review = try await store.startReview(of: requisition, chunks: 2)
            let worker = try await store.worker()
            let chunks = try await store.chunks(of: review)
            let claim = try #require(try await store.database.claim(chunks[0], of: review, by: worker))
            let leader = try #require(try await store.database.lead(as: "test", lease: .seconds(60)))
            let task = try #require(try await store.database.mergeTasks().first)
            try await store.erase(requisition)
            #expect(try await !store.database.finish(claim, by: worker))
            try await store.database.fail(claim, by: worker, "late")
            try await store.database.release(claim, by: worker)
            #expect(try await store.database.renew([chunks[0]: (1, 0)], by: worker, lease: .seconds(9)).isEmpty)
            #expect(try await store.database.claim(chunks[1], of: review, by: worker) == nil)
            let findings = Findings.camera(TestStore.camera, coverage: [], track: TestStore.minute(0))
            #expect(try await store.database.store(findings, of: task, under: leader))
            #expect(try await store.database.mergeTasks().isEmpty)
            #expect(try await store.database.remains(of: requisition).isEmpty)
        }
    }

    @Test func interruptedBetweenPartitionsItGoesOnAndCountsAll() async throws {
        try await TestStore.with { store in
            let (id, _) = try await store.fill("1")
            _ = try await store.database.beginErasure(id, order: "the judge", by: "tester")
            // As if it had been killed after the first partition.
            let name = "tracklet_" + id.rawValue.replacing("-", with: "")
            try await store.execute("DROP TABLE relecture.\(name)")
            try await store.execute(
                "UPDATE relecture.erasure SET partitions = 1, rows = '{\"relecture.tracklet\": 2}'")
            try await store.database.eraseRows(of: id)
            try await store.database.eraseRows(of: id)
            let record = try #require(try await store.database.erasure(of: id))
            #expect(record.partitions == 5 && record.rows.contains(#""relecture.tracklet": 2"#))
            #expect(record.rows.contains(#""relecture.camera_track": 1"#))
            #expect(try await store.database.remains(of: id).isEmpty)
        }
    }

    @Test func openQueryOfAnAnalystHoldsItUpAndNothingIsLeftAfterwards() async throws {
        try await TestStore.with { store in
            let (id, _) = try await store.fill("1")
            _ = try await store.database.beginErasure(id, order: "the judge", by: "tester")
            let analyst = PostgresConnection(to: try PostgresEndpoint(store.url), applicationName: "analyst")
            try await analyst.withSession { try $0.script("BEGIN; SELECT count(*) FROM relecture.camera_track") }
            let erasing = Task { try await store.database.eraseRows(of: id) }
            try await eventually("the erasure waits for the query") {
                try await store.value(
                    """
                    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
                    """) != 0
            }
            try await analyst.withSession { try $0.script("COMMIT") }
            await analyst.close()
            try await erasing.value
            #expect(try await store.database.remains(of: id).isEmpty)
        }
    }

    @Test func nobodyButTheOwnerMayErase() async throws {
        try await TestStore.with { store in
            try await store.database.requireOwner()
            let name = "stranger_\(UInt32.random(in: 0 ... .max))"
            try await store.execute("CREATE ROLE \(name) LOGIN PASSWORD 'x'")
            try await store.execute("GRANT USAGE ON SCHEMA relecture TO \(name)")
            let pool = PostgresPool(
                endpoint: try PostgresEndpoint(store.url(of: name, password: "x")), size: 1, applicationName: "tests")
            let error = await #expect(throws: StorageError.self) { try await Database(pool: pool).requireOwner() }
            #expect(error?.description.contains("takes the owner of the database") == true)
            await pool.close()
            try await store.execute("REVOKE ALL ON SCHEMA relecture FROM \(name)")
            try await store.execute("DROP ROLE \(name)")
        }
    }
}
