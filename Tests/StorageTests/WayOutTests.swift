import Findings
import Footage
import Planning
import Postgres
import TestSupport
import Testing
import WorkLedger

/// No review or chunk may get stuck: from every state, the cluster itself or one operator command leads to an end.
@Suite(.timeLimit(.minutes(10)))
struct WayOutTests {
    /// Possible states of a chunk, as assignments to its columns.
    static let chunks: [String: String] = [
        "never tried": "state = 'ready'",
        "ticket under way": "state = 'ready', dispatched_at = now(), dispatches = 1, dispatched_version = 1",
        "ticket lost":
            "state = 'ready', dispatched_at = now() - interval '1 h', dispatches = 1, dispatched_version = 1",
        "ticket for nobody": "state = 'ready', dispatched_at = now(), dispatches = 1, dispatched_version = 9",
        "pausing": "state = 'ready', attempts = 1, spent = 3, epoch = 1, not_before = now() + interval '200 ms'",
        "taken from its worker": "state = 'ready', epoch = 1, taken_from = 'gone'",
        "owner gone": """
        state = 'running', epoch = 1, attempts = 1, spent = 3, owner = 'gone',
        owner_incarnation = gen_random_uuid(), lease_until = now() - interval '1 s', started_at = now()
        """,
        "owner gone, budget spent": """
        state = 'running', epoch = 4, attempts = 4, spent = 12, owner = 'gone',
        owner_incarnation = gen_random_uuid(), lease_until = now() - interval '1 s', started_at = now()
        """,
        "done": "state = 'done', epoch = 1, attempts = 1, finished_at = now()",
        "quarantined":
            "state = 'quarantined', epoch = 4, attempts = 4, spent = 12, failure = 'no', finished_at = now()",
        "skipped": "state = 'skipped', finished_at = now()",
        "cancelled": "state = 'cancelled', finished_at = now()",
    ]

    /// Acts as coordinator and worker until a review has ended. Returns nil if it has not ended within the limit.
    private func drive(_ review: ReviewID, _ store: TestStore) async throws -> ReviewSummary? {
        let leader = try #require(try await store.database.lead(as: "test", lease: .seconds(600)))
        let worker = try await store.worker("w1")
        let ended: ReviewSummary? = try? await eventually("the end of the review", within: .seconds(60)) {
            () async throws -> ReviewSummary? in
            _ = try await store.database.rescue(maximumAttempts: 4, under: leader)
            let due = try await store.database.dueChunks(window: 64, patience: .seconds(60), versions: [1])
            try await store.database.recordDispatch(of: due, under: leader)
            // Tickets are only hints, so tickets still in some queue arrive too.
            for chunk in try await store.chunks(of: review) {
                if let claim = try await store.database.claim(chunk, of: review, by: worker) {
                    _ = try await store.database.finish(claim, by: worker)
                }
            }
            for task in try await store.database.mergeTasks() {
                let findings = Findings.camera(
                    task.camera, coverage: Findings.analysed(TestStore.window), track: TestStore.minute(1))
                if task.isComplete { _ = try await store.database.store(findings, of: task, under: leader) }
            }
            _ = try await store.database.completeReviews(under: leader)
            let summary = try await store.database.review(review)
            return summary.hasEnded ? summary : nil
        }
        return ended
    }

    @Test(arguments: WayOutTests.chunks.keys.sorted())
    func runningReviewEndsWhateverItsChunkIsLike(state: String) async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 2)
            let chunk = try await store.chunks(of: review)[0]
            try await store.execute("UPDATE relecture.chunk SET \(WayOutTests.chunks[state]!) WHERE id = $1", [chunk])
            let ended = try #require(try await drive(review, store), "stuck: \(state)")
            #expect(ended.state == .complete || ended.state == .completeWithHoles)
            #expect(ended.chunks[.ready] == nil && ended.chunks[.running] == nil)
        }
    }

    @Test func everyStateOfTheSchemaIsAmongThoseWalked() async throws {
        try await TestStore.with { store in
            func states(of table: String) async throws -> Set<String> {
                let definition: String = try #require(
                    try await store.value(
                        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = $1 || '_state_check'",
                        [table]))
                return Set(definition.matches(of: /'([a-z-]+)'/).map { String($0.output.1) })
            }
            let walked = Set(WayOutTests.chunks.values.compactMap { $0.firstMatch(of: /state = '([a-z]+)'/)?.output.1 })
            let (chunkStates, reviewStates) = (try await states(of: "chunk"), try await states(of: "review"))
            #expect(chunkStates == Set(walked.map(String.init)))
            // The tests above and below cover every review state that is not final.
            #expect(reviewStates == ["running", "paused", "complete", "complete-with-holes", "cancelled"])
        }
    }

    @Test(arguments: WayOutTests.chunks.keys.sorted())
    func pausedReviewLeadsOnWhateverItsChunkIsLike(state: String) async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            for command in ["resume", "cancel"] {
                let review = try await store.startReview(of: requisition, chunks: 1)
                try await store.execute(
                    "UPDATE relecture.chunk SET \(WayOutTests.chunks[state]!) WHERE review_id = $1::uuid",
                    [review.rawValue])
                #expect(try await store.database.pause(review))
                if command == "resume" {
                    #expect(try await store.database.resume(review))
                    #expect(try await drive(review, store) != nil, "stuck: \(state)")
                } else {
                    #expect(try await store.database.cancel(review))
                    let left = try await store.database.review(review).chunks
                    #expect(left[.ready] == nil && left[.running] == nil, "\(state)")
                }
            }
        }
    }

    @Test(arguments: ["quarantined", "skipped"])
    func endedReviewRunsAgainWhenItsHolesAreTriedAgain(state: String) async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let chunk = try await store.chunks(of: review)[0]
            try await store.execute("UPDATE relecture.chunk SET \(WayOutTests.chunks[state]!)")
            #expect(try await drive(review, store) != nil)
            try await store.database.requeue(chunk: chunk)
            #expect(try await store.database.review(review).state == .running)
            let ended = try #require(try await drive(review, store))
            #expect(ended.chunks == [.done: 1])
        }
    }
}
