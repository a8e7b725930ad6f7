package import FaultInjection
import Foundation
package import LocalServers
import SampleFootage

/// Runs the trials of one call in sequence and keeps their results.
package actor FaultTrials {
    private let first: UInt64
    private let count: Int?
    private let minutes: Int?
    private let show: @Sendable (String) -> Void
    private let note: @Sendable (String) -> Void

    /// One schedule and its result.
    package struct Outcome: Sendable {
        package let schedule: FaultSchedule
        package let trial: FaultTrial

        package var isBroken: Bool { !trial.violations.isEmpty }
    }

    package private(set) var outcomes: [Outcome] = []

    package init(
        first: UInt64, count: Int?, minutes: Int?, show: @escaping @Sendable (String) -> Void,
        note: @escaping @Sendable (String) -> Void
    ) {
        self.first = first
        self.count = count
        self.minutes = minutes
        self.show = show
        self.note = note
    }

    package var failed: [Outcome] { outcomes.filter(\.isBroken) }

    package func run(in folder: String, _ servers: LocalServers) async throws {
        show("making footage")
        // Half a minute of each of the gate's two recordings: a dozen chunks, a gap, three movers.
        try SampleFootageWriter.write(
            cameras: [SyntheticScene.gate.limited(toFramesPerRecording: 375)], to: folder + "/footage")
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let lab = try await FaultLab(
            place: FaultPlace(program: program, folder: folder, servers: servers), footage: folder + "/footage/gate",
            progress: note)
        note("undisturbed: \(lab.digest)")
        let last = count ?? (minutes == nil ? 1 : .max)
        let deadline = minutes.map { ContinuousClock.now + .seconds(60 * $0) }
        var number = 0
        while number < last, deadline.map({ ContinuousClock.now < $0 }) ?? true {
            try Task.checkCancellation()
            let schedule = FaultSchedule(seed: first &+ UInt64(number))
            show("trial \(number + 1), seed \(schedule.seed)")
            let outcome = Outcome(schedule: schedule, trial: try await lab.run(schedule))
            outcomes.append(outcome)
            tell(outcome)
            if !outcome.isBroken { discardLogs(of: schedule.seed, in: folder) }
            number += 1
        }
    }

    private func tell(_ outcome: Outcome) {
        let (schedule, trial) = (outcome.schedule, outcome.trial)
        let seconds = trial.duration.components.seconds
        if trial.brokerRestarts > 0 {
            note("seed \(schedule.seed): RabbitMQ served no queue any more and was restarted, as an operator would")
        }
        guard outcome.isBroken else {
            return note(
                "seed \(schedule.seed): kept, \(schedule.steps.count) faults, \(trial.attempts) attempts at "
                    + "\(trial.chunks) chunks, \(seconds) s")
        }
        note("seed \(schedule.seed): BROKEN after \(seconds) s\n\(schedule)")
        for violation in trial.violations { note("  \(violation)") }
    }

    private func discardLogs(of seed: UInt64, in folder: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where name.hasPrefix("trial_\(seed)-") || name.hasPrefix("commands-") {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }
}
