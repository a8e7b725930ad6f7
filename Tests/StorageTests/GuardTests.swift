import Access
import Catalogue
import Footage
import Planning
import Postgres
import Requisitions
import Schema
import TestSupport
import Testing
import WorkLedger

/// Accounts that use SQL directly, without the commands.
@Suite(.timeLimit(.minutes(10)))
struct GuardTests {
    /// A case with a review of two chunks, the first of which is done.
    private struct Case {
        let people: People
        let requisition: RequisitionID
        let review: ReviewID
        let chunks: [ChunkID]

        static func with(_ body: (Case) async throws -> Void) async throws {
            try await People.with { people in
                let store = people.store
                let requisition = try await store.openRequisition()
                let review = try await store.startReview(of: requisition, chunks: 2)
                let chunks = try await store.chunks(of: review)
                for table in ["chunk_coverage", "camera_coverage"] {
                    let (column, value) =
                        table == "chunk_coverage" ? ("chunk_id, epoch", "$3::bigint, 1") : ("camera", "$4")
                    try await store.execute(
                        """
                        INSERT INTO relecture.\(table) (requisition_id, review_id, \(column), starts_at, ends_at, state, reason)
                        SELECT $1::uuid, $2::uuid, \(value), now(), now() + interval '1 s', 'analysed', ''
                        WHERE $3::bigint > 0 AND $4::text <> ''
                        """, [requisition.rawValue, review.rawValue, chunks[0], TestStore.camera.rawValue])
                }
                try await store.execute(
                    "UPDATE relecture.chunk SET state = 'done', epoch = 1, finished_at = now() WHERE id = $1",
                    [chunks[0]])
                try await body(Case(people: people, requisition: requisition, review: review, chunks: chunks))
            }
        }

        func person(_ role: AccountRole, endsIn seconds: Double = 3_600) async throws -> Someone {
            let person = try await people.add(role, endsIn: seconds)
            try await people.store.database.assign(requisition, to: person.login, by: "the head")
            return person
        }

        func state() async throws -> String? {
            try await people.store.value(
                "SELECT state FROM relecture.requisition WHERE id = $1::uuid", [requisition.rawValue])
        }
    }

    @Test(arguments: [AccountRole.operator, .investigator, .reviewer])
    func personsMakeNoResultsAndTakeNoneAway(role: AccountRole) async throws {
        try await Case.with { example in
            let person = try await example.person(role)
            let removed = try await person.database.pool.transaction {
                try $0.execute("DELETE FROM relecture.chunk_coverage")
            }
            #expect(removed == 0)
            for forged in [
                "UPDATE relecture.chunk SET state = 'done', finished_at = now() WHERE state = 'ready'",
                """
                UPDATE relecture.chunk SET state = 'running', owner = 'me', lease_until = 'infinity' WHERE state = 'ready'
                """,
                """
                INSERT INTO relecture.camera_result (requisition_id, review_id, camera, clock, is_complete, chunks_merged, term)
                SELECT requisition_id, id, 'gate', '', true, 2, 1 FROM relecture.review
                """,
            ] {
                #expect(try await person.refusal(of: forged) == "42501", "\(forged)")
            }
            // Accounts may have a chunk redone, which deletes its first result.
            try await person.database.pool.transaction { try Database.redo([example.chunks[0]], $0) }
            let left: Int64? = try await example.people.store.value("SELECT count(*) FROM relecture.chunk_coverage")
            #expect(left == 0)
        }
    }

    @Test func aCaseIsNeitherReopenedNorCalledErasedNorProlongedWithoutAWord() async throws {
        try await Case.with { example in
            let person = try await example.person(.investigator)
            #expect(try await person.refusal(of: "UPDATE relecture.requisition SET state = 'erased'") == "42501")
            for wider in [
                "UPDATE relecture.requisition SET expires_at = 'infinity'",
                "INSERT INTO relecture.requisition_window SELECT id, 'epoch', now() FROM relecture.requisition",
                "INSERT INTO relecture.requisition_camera SELECT id, 'yard' FROM relecture.requisition",
            ] {
                #expect(try await person.refusal(of: wider) == "42501", "\(wider)")
            }
            try await person.database.extend(
                example.requisition, cameras: [], windows: [TestStore.minute(90)], expires: nil, by: person.login,
                orderedBy: "the judge", because: "a test", changes: "longer")
            try await person.database.close(example.requisition)
            #expect(try await person.refusal(of: "UPDATE relecture.requisition SET state = 'open'") == "42501")
            #expect(try await example.state() == "closed")
            // Even the owner can change the state only through an erasure.
            let owner = example.people.store
            await #expect(throws: PostgresError.self) {
                try await owner.execute("UPDATE relecture.requisition SET state = 'erased'")
            }
            try await owner.erase(example.requisition)
            #expect(try await example.state() == "erased")
        }
    }

    @Test func rightsThatOutliveTheirMandateShowNoFindingsAndWidenNothing() async throws {
        try await Case.with { example in
            let person = try await example.person(.investigator)
            let seen = "SELECT count(*)::text FROM relecture.camera_coverage"
            #expect(try await person.texts(seen) == ["1"])
            try await example.people.store.execute(
                "UPDATE relecture.mandate SET valid_until = now() WHERE login = $1", [person.login])
            _ = try await example.people.store.database.give(
                MandateRequest(role: .operator, authorisedBy: "the head"), to: person.login)
            #expect(try await person.texts(seen) == ["0"])
            let widened = """
                INSERT INTO relecture.requisition_window SELECT id, 'epoch', now() FROM relecture.requisition
                """
            #expect(try await person.refusal(of: widened) == "42501")
            #expect(try await person.refusal(of: "UPDATE relecture.requisition SET state = 'closed'") == "42501")
        }
    }
}
