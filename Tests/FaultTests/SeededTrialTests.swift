import FaultInjection
import Testing

extension Faults {
    struct SeededTrialTests {
        /// Runs one schedule of many faults by default, since each fault also has a test of its own.
        @Test(arguments: Faults.areAllWanted ? Array(1...12) : [3])
        func seededFaultsBreakNoPromise(seed: UInt64) async throws {
            let schedule = FaultSchedule(seed: seed)
            let trial = try await Faults.lab.value.run(schedule)
            #expect(trial.violations.isEmpty, "seed \(seed):\n\(schedule)")
        }
    }
}

struct FaultScheduleTests {
    @Test func scheduleFollowsFromItsSeed() {
        #expect(FaultSchedule(seed: 7) == FaultSchedule(seed: 7))
        #expect(FaultSchedule(seed: 7).steps != FaultSchedule(seed: 8).steps)
    }

    @Test func everyKindOfFaultComesUp() {
        let words = (1...300).flatMap { FaultSchedule(seed: $0).description.split(separator: "\n") }
        let kinds = [
            "kill worker", "kill coordinator", "kill the child", "freeze worker", "freeze coordinator",
            "freeze the child",
            "to broker: ", "to database: ", "to both: ", "all to ", ": refuse", ": stall", ": reset", ": delay",
            ": throttle", ": cut", "broker: restart", "broker: kill", "broker: wipe", "broker: freeze", "broker: purge",
            "broker: delete", "database: terminate", "database: immediate", "database: restart", "database: freeze",
            "tickets: duplicates", "tickets: stale", "tickets: foreign", "tickets: garbage", "-3600 s off",
            "3600 s off",
        ]
        for kind in kinds { #expect(words.contains { $0.contains(kind) }, "\(kind)") }
    }
}
