import Footage
import Planning
import Postgres
import Requisitions
import TestSupport
import Testing
import WorkLedger

@Suite(.timeLimit(.minutes(10)))
struct QueueDepthTests {
    @Test func emptyClusterHasThreeEmptyUrgencies() async throws {
        try await TestStore.with { store in
            let status = try await store.database.queueStatus()
            #expect(status.depths.map(\.urgency) == [.urgent, .normal, .bulk])
            #expect(
                status.depths.allSatisfy {
                    $0.waiting == 0 && $0.running == 0 && $0.oldestAge == 0 && $0.footageLeft == 0
                })
            #expect(status.slots == 0 && status.busy == 0 && status.slotSpeed == nil)
            #expect(Urgency.allCases.allSatisfy { status.timeToEmpty($0) == 0 })
        }
    }

    @Test func depthCountsWhatIsLeftOfRunningReviewsByUrgency() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            let normal = try await store.startReview(of: requisition, chunks: 3)
            _ = try await store.startReview(of: requisition, chunks: 2, urgency: .urgent)
            let cancelled = try await store.startReview(of: requisition, chunks: 5, urgency: .bulk)
            _ = try await store.database.cancel(cancelled)
            try await store.execute(
                "UPDATE relecture.review SET created_at = now() - interval '90 s' WHERE id = $1::uuid",
                [normal.rawValue])
            let worker = try await store.worker()
            let chunk = try await store.chunks(of: normal)[0]
            let claim = try #require(
                try await store.database.claim(chunk: chunk, of: normal, by: worker, lease: .seconds(30)))
            _ = try await store.database.renew([chunk: (claim.epoch, 45_000_000)], by: worker, lease: .seconds(30))

            let depths = try await store.database.queueStatus().depths
            #expect(depths.map(\.waiting) == [2, 2, 0])
            #expect(depths.map(\.running) == [0, 1, 0])
            // Chunks are a minute long; the running one has a quarter left.
            #expect(depths.map(\.footageLeft) == [120_000_000, 135_000_000, 0])
            #expect((90_000_000..<150_000_000).contains(depths[1].oldestAge))
            #expect((0..<60_000_000).contains(depths[0].oldestAge) && depths[2].oldestAge == 0)
        }
    }

    @Test(arguments: ["state = 'suspended'", "state = 'closed'", "expires_at = now() - interval '1 s'"])
    func whatNobodyMayTakeIsNotInTheQueue(change: String) async throws {
        try await TestStore.with { store in
            let barred = try await store.openRequisition("2026/1")
            _ = try await store.startReview(of: barred, chunks: 3)
            _ = try await store.startReview(of: store.openRequisition("2026/2"), chunks: 2)
            try await store.execute("UPDATE relecture.chunk SET dispatched_at = now()")
            #expect(try await store.database.queueStatus().depths[1].waiting == 5)
            #expect(try await store.database.queueDetails()[.normal]?.dispatched == 5)
            try await store.execute(
                "UPDATE relecture.requisition SET \(change) WHERE id = $1::uuid", [barred.rawValue])
            let depth = try await store.database.queueStatus().depths[1]
            #expect(depth.waiting == 2 && depth.footageLeft == 120_000_000)
            #expect(try await store.database.queueDetails()[.normal]?.dispatched == 2)
        }
    }

    @Test func chunkThatPausesAfterAFailureWaitsSinceTheEndOfItsPause() async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            try await store.execute("UPDATE relecture.review SET created_at = now() - interval '1 h'")
            try await store.execute("UPDATE relecture.chunk SET not_before = now() + interval '1 h'")
            let pausing = try await store.database.queueStatus().depths[1]
            #expect(pausing.waiting == 1 && pausing.oldestAge == 0)
            try await store.execute("UPDATE relecture.chunk SET not_before = now() - interval '60 s'")
            let due = try await store.database.queueStatus().depths[1]
            #expect((60_000_000..<120_000_000).contains(due.oldestAge))
            _ = review
        }
    }

    @Test func timeToEmptyFollowsFromSpeedSlotsAndWhatIsMoreUrgent() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            for urgency in Urgency.allCases {
                _ = try await store.startReview(of: requisition, chunks: 10, urgency: urgency)
            }
            let cold = try await store.database.queueStatus()
            // 600 s of footage at each urgency, no workers, and no record of past speed.
            #expect(cold.slotSpeed == nil && cold.slots == 0)
            #expect(cold.timeToEmpty(.urgent) == 600 / QueueStatus.assumedSpeed)

            for name in ["w1", "w2", "w3", "w4"] { _ = try await store.worker(name) }
            try await store.execute(
                "UPDATE relecture.worker SET slots = 4, busy = 3, footage_done = '1000 s', busy_time = '50 s'")
            try await store.execute("UPDATE relecture.worker SET desired = 'drain' WHERE name = 'w2'")
            try await store.execute(
                "UPDATE relecture.worker SET last_seen = now() - interval '2 min', busy_time = '1 s' WHERE name = 'w3'")
            try await store.execute("UPDATE relecture.worker SET state = 'stopped' WHERE name = 'w4'")
            let warm = try await store.database.queueStatus()
            // The silent and the stopped worker do nothing; the draining one finishes what it has.
            #expect(warm.slots == 4 && warm.busy == 6 && warm.slotSpeed == 20)
            #expect(Urgency.allCases.map { warm.work($0) } == [30, 30, 30])
            #expect(Urgency.allCases.map { warm.timeToEmpty($0) } == [7.5, 15, 22.5])
        }
    }
}
