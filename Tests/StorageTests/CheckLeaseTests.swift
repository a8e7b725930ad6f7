import TestSupport
import Testing
import WorkLedger

/// Checks are leased like chunks.
extension CheckTests {
    @Test func checkOfAPausedReviewIsLostAndComesBack() async throws {
        try await withDoubled { store, _, worker in
            let check = try #require(try await take(worker, store))
            try await store.execute("UPDATE relecture.review SET state = 'paused', finished_at = NULL")
            #expect(try await store.database.renew(check, by: worker, lease: .seconds(60)) == false)
            try await store.database.release(check, by: worker)
            #expect(try await take(worker, store) == nil)
            try await store.execute("UPDATE relecture.review SET state = 'complete', finished_at = now()")
            #expect(try await take(worker, store)?.attempts == 1)
        }
    }

    @Test func restartedWorkerGivesUpTheCheckOfItsEarlierProcess() async throws {
        try await withDoubled { store, review, worker in
            let lost = try #require(try await take(worker, store))
            let restarted = try await store.worker(worker.name)
            #expect(try await store.database.renew(lost, by: worker, lease: .seconds(60)) == false)
            let again = try #require(try await take(restarted, store))
            #expect(again.attempts == 2)
            _ = try await store.worker(worker.name)
            let status = try #require(try await store.database.checks(of: review).first)
            #expect(status.failure.contains("restarted"))
        }
    }

    @Test func drainingWorkerTakesNoCheck() async throws {
        try await withDoubled { store, _, worker in
            try await store.database.wish(.drain, of: worker.name)
            #expect(try await take(worker, store) == nil)
            try await store.database.wish(.work, of: worker.name)
            #expect(try await take(worker, store) != nil)
        }
    }

    @Test func pausesAfterFailuresAreSpread() async throws {
        try await withDoubled { store, _, worker in
            var pauses: Set<Double> = []
            for _ in 0..<3 {
                let check = try #require(try await take(worker, store))
                try await store.database.fail(
                    check, by: worker, detail: "away", kind: .transient, pause: .seconds(100), maximumAttempts: 9)
                let pause: Double? = try await store.value(
                    "SELECT extract(epoch FROM not_before - now())::float8 FROM relecture.review_check")
                pauses.insert(try #require(pause))
                try await store.execute("UPDATE relecture.review_check SET not_before = now()")
            }
            #expect(pauses.allSatisfy { (74...126).contains($0) })
            #expect((pauses.max() ?? 0) - (pauses.min() ?? 0) > 0.1)
        }
    }
}
