import Catalogue
import Chronology
import Footage
import Planning
import Postgres
import Requisitions
import TestSupport
import Testing
import WorkLedger

@Suite(.timeLimit(.minutes(10)))
struct FairShareTests {
    private func due(_ store: TestStore, window: Int = 64, versions: [Int] = []) async throws -> [ChunkID] {
        try await store.database.dueChunks(window: window, patience: .seconds(60), versions: versions).map(\.chunk)
    }

    @Test func urgentWorkIsSentWhileAWindowOfBulkLiesUnclaimed() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let leader = try #require(try await store.database.lead(as: "a", lease: .seconds(60)))
            _ = try await store.startReview(of: requisition, chunks: 10, urgency: .bulk)
            try await store.database.recordDispatch(of: due(store, window: 4), under: leader)
            #expect(try await due(store, window: 4).isEmpty)
            let urgent = try await store.startReview(of: requisition, chunks: 2, urgency: .urgent)
            #expect(try await due(store, window: 4) == store.chunks(of: urgent))
        }
    }

    @Test func urgencyIsRespectedAmongAHundredThousandChunksThatWait() async throws {
        try await TestStore.with { store in
            let start = TestStore.window.start
            let requisition = try await store.database.open(
                RequisitionOrder(
                    reference: "2026/1", authority: "order of the court", cameras: [TestStore.camera], from: start,
                    to: start.advanced(byMicroseconds: 100_000 * CellGrid.cellLength)))
            let cells = CellGrid.cells(in: TestStore.window)
            let bulk = (0..<100_000).map {
                PlannedChunk(camera: TestStore.camera, span: CellGrid.span(of: cells.lowerBound + $0))
            }
            _ = try await store.database.insert(
                TestStore.request(of: requisition, urgency: .bulk, chunks: bulk))
            let normal = try await store.startReview(of: requisition, chunks: 2)
            let urgent = try await store.startReview(of: requisition, chunks: 2, urgency: .urgent)
            let first = try await store.chunks(of: urgent) + store.chunks(of: normal)
            let readBefore = try await store.chunkRowsRead()
            let found = try await due(store, window: 8)
            // The four more urgent chunks come first, then a full window of bulk work.
            #expect(found.count == 4 + 8 && Array(found[..<4]) == first)
            // The index yields the first chunks in order; the rest are neither read nor sorted.
            #expect(try await store.chunkRowsRead() - readBefore < 1_000)
        }
    }

    @Test func whoHasLessUnderWayComesFirst() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let old = try await store.startReview(of: requisition, chunks: 10)
            let worker = try await store.worker()
            for chunk in try await store.chunks(of: old)[..<3] {
                #expect(try await store.database.claim(chunk, of: old, by: worker) != nil)
            }
            let new = try await store.startReview(of: requisition, chunks: 5)
            let (o, n) = (try await store.chunks(of: old), try await store.chunks(of: new))
            // Three chunks of the old review are running; the new review catches up, then they alternate.
            #expect(try await due(store, window: 7) == [n[0], n[1], n[2], o[3], n[3], o[4], n[4]])
        }
    }

    @Test func ofOneClassTheEarliestDeadlineComesFirst() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            func start(_ deadline: Int64?, urgency: Urgency = .normal) async throws -> ChunkID {
                var request = TestStore.request(
                    of: requisition, urgency: urgency,
                    chunks: [PlannedChunk(camera: TestStore.camera, span: TestStore.minute(0))])
                request.deadline = deadline.map { TestStore.window.end.advanced(byMicroseconds: $0) }
                return try await store.chunks(of: store.database.insert(request))[0]
            }
            let (none, late, early) = (try await start(nil), try await start(2), try await start(1))
            let urgent = try await start(nil, urgency: .urgent)
            let bulk = try await start(0, urgency: .bulk)
            #expect(try await due(store) == [urgent, early, late, none, bulk])
        }
    }

    @Test func ticketInTheQueueOfAVersionThatNobodySpeaksIsDueAgain() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 2)
            let chunks = try await store.chunks(of: review)
            let leader = try #require(try await store.database.lead(as: "a", lease: .seconds(60)))
            try await store.database.recordDispatch(of: [chunks[0]], version: 1, under: leader)
            try await store.database.recordDispatch(of: [chunks[1]], version: 2, under: leader)
            #expect(try await due(store, versions: [1, 2]).isEmpty)
            #expect(try await due(store, versions: [2]) == [chunks[0]])
        }
    }

    @Test func chunksOfALimitedStoreDoNotHoldUpThoseOfOthers() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let review = try await store.startReview(of: requisition, chunks: 6)
            let chunks = try await store.chunks(of: review)
            try await store.execute(
                "UPDATE relecture.chunk SET store = CASE WHEN ordinal <= 4 THEN 'slow' ELSE 'fast' END")
            try await store.database.limit(store: "slow", to: 1)
            #expect(try await due(store) == [chunks[0], chunks[4], chunks[5]])
            let worker = try await store.worker()
            #expect(try await store.database.claim(chunks[0], of: review, by: worker) != nil)
            #expect(try await due(store) == [chunks[4], chunks[5]])
        }
    }

    @Test func slotsCountForTheVersionThatTheirWorkersSpeak() async throws {
        try await TestStore.with { store in
            for (name, version, slots) in [("a", 1, 2), ("b", 2, 3), ("c", 2, 4), ("d", 3, 8)] {
                try await store.database.register(
                    WorkerIdentity(
                        name: name, incarnation: "00000000-0000-4000-8000-000000000001", host: "here", pid: 1,
                        build: "test", slots: slots, protocolVersion: version))
            }
            try await store.database.wish(.drain, of: "d")
            #expect(try await store.database.slotsByProtocol() == [1: 2, 2: 7])
            try await store.execute("UPDATE relecture.worker SET last_seen = now() - interval '2 min' WHERE name = 'a'")
            #expect(try await store.database.slotsByProtocol() == [2: 7])
        }
    }

    @Test func chunkThatTakesFarLongerThanOthersIsNamedAndTakenBackOnce() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 5)
            let chunks = try await store.chunks(of: review)
            let (slow, free) = (try await store.worker("slow"), try await store.worker("free"))
            let leader = try #require(try await store.database.lead(as: "a", lease: .seconds(60)))
            for chunk in chunks[..<3] {
                let claim = try #require(try await store.database.claim(chunk, of: review, by: free))
                #expect(try await store.database.finish(claim, by: free))
            }
            try await store.execute(
                "UPDATE relecture.chunk SET started_at = finished_at - interval '10 s' WHERE state = 'done'")
            let claim = try #require(try await store.database.claim(chunks[3], of: review, by: slow))
            #expect(try await store.database.stragglers(of: review).isEmpty)
            try await store.execute(
                "UPDATE relecture.chunk SET started_at = now() - interval '50 s' WHERE id = $1", [chunks[3]])
            let found = try await store.database.stragglers(of: review)
            #expect(found.map(\.chunk) == [chunks[3]] && found.map(\.worker) == ["slow"])
            #expect(found.allSatisfy { (4.9...5.5).contains($0.ratio) })

            // Not while no other worker is free.
            _ = try await store.database.beat(free, busy: 1)
            #expect(try await store.database.takeBackStragglers(from: 3, under: leader).isEmpty)
            _ = try await store.database.beat(free, busy: 0)
            #expect(try await store.database.takeBackStragglers(from: 3, under: leader) == [chunks[3]])
            #expect(try await store.database.claim(chunks[3], of: review, by: slow) == nil)
            let second = try #require(try await store.database.claim(chunks[3], of: review, by: free))
            #expect(second.attempts == 1)
            #expect(try await store.database.finish(claim, by: slow) == false)
            try await store.execute(
                "UPDATE relecture.chunk SET started_at = now() - interval '50 s' WHERE id = $1", [chunks[3]])
            #expect(try await store.database.takeBackStragglers(from: 3, under: leader).isEmpty)
            #expect(try await store.database.finish(second, by: free))
            #expect(try await store.stored(chunks[3]) == [1, 1])
        }
    }
}

extension TestStore {
    /// Returns how many chunk rows the statements so far have read, by the server's statistics.
    fileprivate func chunkRowsRead() async throws -> Int64 {
        // A session reports its statistics once a second. With nothing running concurrently, the pool has a single
        // session.
        try await execute("SELECT pg_stat_force_next_flush()")
        return try await value(
            """
            SELECT t.seq_tup_read + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relid = t.relid)::bigint
            FROM pg_stat_user_tables t WHERE relid = 'relecture.chunk'::regclass
            """) ?? 0
    }
}
