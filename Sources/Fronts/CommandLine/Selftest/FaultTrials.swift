import FaultInjection
import Foundation
import LocalServers
import SampleFootage

/// The trials of one call, one after the other, with what came of each.
actor FaultTrials {
    private let first: UInt64
    private let count: Int?
    private let minutes: Int?
    /// One schedule and what it came to.
    struct Outcome: Sendable {
        let schedule: FaultSchedule
        let trial: FaultTrial

        var isBroken: Bool { !trial.violations.isEmpty }
    }

    private(set) var outcomes: [Outcome] = []

    init(first: UInt64, count: Int?, minutes: Int?) {
        self.first = first
        self.count = count
        self.minutes = minutes
    }

    var failed: [Outcome] { outcomes.filter(\.isBroken) }

    func run(in folder: String, _ servers: LocalServers, _ progress: ProgressLine) async throws {
        progress.show("making footage")
        // Half a minute of each of the gate's two recordings: a dozen chunks, a gap, three movers.
        try SampleFootageWriter.write(
            cameras: [SyntheticScene.gate.limited(toFramesPerRecording: 375)], to: folder + "/footage")
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let lab = try await FaultLab(
            place: FaultPlace(program: program, folder: folder, servers: servers), footage: folder + "/footage/gate"
        ) { progress.note($0) }
        progress.note("undisturbed: \(lab.digest)")
        let last = count ?? (minutes == nil ? 1 : .max)
        let deadline = minutes.map { ContinuousClock.now + .seconds(60 * $0) }
        var number = 0
        while number < last, deadline.map({ ContinuousClock.now < $0 }) ?? true {
            try Task.checkCancellation()
            let schedule = FaultSchedule(seed: first &+ UInt64(number))
            progress.show("trial \(number + 1), seed \(schedule.seed)")
            let outcome = Outcome(schedule: schedule, trial: try await lab.run(schedule))
            outcomes.append(outcome)
            note(outcome, progress)
            if !outcome.isBroken { discardLogs(of: schedule.seed, in: folder) }
            number += 1
        }
    }

    private func note(_ outcome: Outcome, _ progress: ProgressLine) {
        let (schedule, trial) = (outcome.schedule, outcome.trial)
        let seconds = trial.duration.components.seconds
        if trial.brokerRestarts > 0 {
            progress.note("seed \(schedule.seed): RabbitMQ served no queue any more and was restarted, as an operator would")
        }
        guard outcome.isBroken else {
            return progress.note(
                "seed \(schedule.seed): kept, \(schedule.steps.count) faults, \(trial.attempts) attempts at "
                    + "\(trial.chunks) chunks, \(seconds) s")
        }
        progress.note("seed \(schedule.seed): BROKEN after \(seconds) s\n\(schedule)")
        for violation in trial.violations { progress.note("  \(violation)") }
    }

    private func discardLogs(of seed: UInt64, in folder: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where name.hasPrefix("trial_\(seed)-") || name.hasPrefix("commands-") {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }
}
