import Planning
import TestSupport
import Testing
import WorkLedger
import WorkQueue

/// A rolling upgrade: coordinators can send tickets of two versions; each worker takes one of them.
@Suite(.timeLimit(.minutes(10)))
struct VersionSkewTests {
    @Test func oldWorkersNeverSeeNewTicketsAndNothingStalls() async throws {
        try await Cluster.with { cluster in
            let (old, new) = (try await cluster.worker("old", version: 1), try await cluster.worker("new", version: 2))
            let review = try await cluster.review(chunk: .cells(1))
            var done: [Int: Int] = [1: 0, 2: 0]
            try await cluster.coordinated(by: cluster.coordinator(versions: [1, 2])) {
                _ = try await eventually("the end of the review") {
                    // A worker would quarantine a ticket of the other version, and its chunk would never be claimed.
                    for (version, worker) in [(1, old), (2, new)] {
                        if let claim = try await worker.claim() {
                            #expect(try await worker.finish(claim))
                            done[version]! += 1
                        }
                    }
                    let summary = try await cluster.store.database.review(review)
                    return summary.hasEnded ? summary : nil
                }
            }
            #expect(done[1]! > 0 && done[2]! > 0 && done[1]! + done[2]! == 36)
            let quarantine = QuarantineSource(cluster.connection, topology: cluster.topology)
            #expect(try await quarantine.next()?.reason == nil)
        }
    }

    @Test func ticketsOfAVersionWhoseLastWorkerLeftGoToTheOther() async throws {
        try await Cluster.with { cluster in
            let old = try await cluster.worker("old", version: 1)
            let review = try await cluster.review()
            try await cluster.coordinated(by: cluster.coordinator(versions: [1, 2])) {
                try await eventually("three tickets of the old version are sent") {
                    try await cluster.store.value(
                        "SELECT count(*) FROM relecture.chunk WHERE dispatched_version = 1") == 3
                }
                let new = try await cluster.worker("new", version: 2)
                try await cluster.store.database.stop(old.identity)
                #expect(try await new.work(until: review).state == .complete)
            }
            // Well before the tickets would have been considered lost.
            #expect(try await cluster.store.value("SELECT max(dispatches) FROM relecture.chunk") == 2)
        }
    }

    @Test func coordinatorSendsNothingThatNoWorkerUnderstands() async throws {
        try await Cluster.with { cluster in
            let newer = try await cluster.worker("newer", version: 2)
            let review = try await cluster.review()
            try await cluster.coordinated(by: cluster.coordinator("old", versions: [1])) {
                try await eventually("the old coordinator leads") {
                    try await cluster.store.value("SELECT leader FROM relecture.leadership", as: String.self) == "old"
                }
                try await eventually("the coordinator has completed a round and merged what is known so far") {
                    try await cluster.store.value("SELECT count(*) FROM relecture.camera_result") == 1
                }
                #expect(try await cluster.store.value("SELECT max(dispatches) FROM relecture.chunk") == 0)
            }
            let summary = try await cluster.coordinated(by: cluster.coordinator("new", versions: [1, 2])) {
                try await newer.work(until: review)
            }
            #expect(summary.state == .complete)
            #expect(try await cluster.tickets(version: 1).next()?.ticket == nil)
        }
    }
}
