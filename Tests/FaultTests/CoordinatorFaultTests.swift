import FaultInjection
import Foundation
import Glibc
import Postgres
import TCPProxy
import TestSupport
import Testing

extension Faults {
    /// Rows 18, 19 and 26 of the fault matrix.
    struct CoordinatorFaultTests {
        /// The point at which a coordinator is killed.
        enum Step: String, CaseIterable, Sendable {
            case beforePublishing, beforeTheConfirm, beforeRecording, whileMerging
        }

        @Test(arguments: Faults.areAllWanted ? Step.allCases : [.beforeTheConfirm, .whileMerging])
        func coordinatorKilledAtAnyStepIsReplaced(step: Step) async throws {
            let name = "killed_\(step)".lowercased()
            try await Faults.trial(name, coordinators: 2, starting: []) { disturbed in
                switch step {
                case .beforePublishing:
                    await disturbed.cluster.set(.refuse, .broker, of: [.coordinator(1)])
                    await disturbed.cluster.start([.coordinator(1)])
                    try await eventually("it connects") { try await disturbed.sessions(of: "coordinator", "true") > 0 }
                    await disturbed.cluster.kill(.coordinator(1), pause: 60_000)
                case .beforeTheConfirm:
                    await disturbed.cluster.start([.coordinator(1)])
                    try await disturbed.dispatched()
                    let sent = try #require(try await disturbed.queueDepth())
                    // Some of the next tickets get through, but no confirm comes back.
                    await disturbed.cluster.set(.halt(afterBytes: 1_500), .broker, of: [.coordinator(1)])
                    try await disturbed.forgetTickets()
                    try await eventually("tickets arrive") { try await disturbed.queueDepth() ?? 0 > sent }
                    await disturbed.cluster.kill(.coordinator(1), pause: 60_000)
                case .beforeRecording:
                    try await disturbed.whileLocked("chunk") {
                        await disturbed.cluster.start([.coordinator(1)])
                        try await eventually("tickets are confirmed") { try await disturbed.queueDepth() ?? 0 > 0 }
                        try await disturbed.awaitsLock("coordinator")
                        await disturbed.cluster.kill(.coordinator(1), pause: 60_000)
                    }
                case .whileMerging:
                    await disturbed.cluster.start([.coordinator(1), .worker(1)])
                    try await disturbed.done(2)
                    try await disturbed.whileLocked("camera_result") {
                        try await disturbed.awaitsLock("coordinator")
                        await disturbed.cluster.kill(.coordinator(1), pause: 60_000)
                    }
                }
                await disturbed.cluster.start()
            }
        }

        @Test func frozenLeaderIsRefusedWhenItComesBack() async throws {
            try await Faults.trial("frozen_leader", coordinators: 2, starting: [.coordinator(1)]) { disturbed in
                try await disturbed.dispatched()
                let old = try #require(try await disturbed.leader())
                let term = try #require(try await disturbed.term())
                await disturbed.cluster.process(.coordinator(1))?.send(SIGSTOP)
                await disturbed.cluster.start()
                try await eventually("another coordinator leads") { try await disturbed.term() ?? 0 > term }
                try await disturbed.done(2)
                let revival: Int =
                    try await disturbed.value("SELECT extract(epoch FROM clock_timestamp())::bigint") ?? 0
                await disturbed.cluster.process(.coordinator(1))?.send(SIGCONT)
                try await disturbed.done(6)
                #expect(try await disturbed.leader() != old)
                #expect(try await disturbed.term() == term + 1)
                #expect(
                    try await disturbed.value(
                        """
                        SELECT count(*) FROM relecture.camera_result
                        WHERE term = $1 AND merged_at >= to_timestamp($2::bigint)
                        """, [term, revival]) == 0)
            }
        }

        @Test(arguments: Faults.areAllWanted ? [-3_600, 3_600] : [3_600])
        func clocksOfWorkersDoNotMatter(skew: Int) async throws {
            var settings = ClusterSettings()
            (settings.coordinators, settings.workers, settings.skew) = (1, 1, skew)
            let made = try await Faults.lab.value.clock
            let clock: SkewedClock = try #require(made, "needs Swift's clang on PATH")
            settings.clock = clock
            let trial = try await Faults.trial("clock_\(skew < 0 ? "behind" : "ahead")", settings) { disturbed in
                try await disturbed.done(1)
                let process = try #require(await disturbed.cluster.process(.worker(1)))
                // The timestamps of its log show its clock.
                let log = try String(contentsOfFile: process.log, encoding: .utf8)
                let told = try #require(try? Date("\(log.prefix(19))Z", strategy: .iso8601), "\(log.prefix(40))")
                #expect(abs(told.timeIntervalSinceNow - Double(skew)) < 600)
            }
            #expect(trial.attempts == trial.chunks, "no lease may be lost")
        }
    }
}
