import ArgumentParser
import FaultInjection
import Formats
import Foundation
import LocalServers
import Selftest

struct SelftestFaults: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "faults",
        abstract: "Run a private cluster under seeded faults; nothing may be lost or accepted twice.",
        discussion: """
            Runs two coordinators and three workers as real processes, with their own PostgreSQL and RabbitMQ behind \
            proxies that misbehave. Each trial kills, freezes, cuts off and restarts them on a schedule derived from \
            its seed, lets everything recover, and checks database, broker and timeline against an undisturbed review. \
            Prints the seeds of failed trials; --seed N --count 1 repeats one. Exit status 1 if a promise was broken.
            """)

    @Option(help: "The seed of the first trial; each later trial uses the next number. Default: a random one.")
    var seed: UInt64?

    @Option(help: "The number of trials. Default: 1, or as many as --minutes allows.")
    var count: Int?

    @Option(help: "Start no trial after this many minutes. Default: no limit.")
    var minutes: Int?

    @Option(help: "The folder for logs of failed trials. Default: one below the temporary folder.")
    var logs: String?

    @OptionGroup var list: ListOptions
    @Flag(help: "Show no progress.") var quiet = false

    func validate() throws {
        if let count, count < 1 { throw ValidationError("--count must be 1 or more") }
        if let minutes, minutes < 1 { throw ValidationError("--minutes must be 1 or more") }
    }

    func run() async throws {
        let progress = ProgressLine(.standard(isQuiet: quiet))
        let work = FileManager.default.temporaryDirectory.appendingPathComponent("relecture-faults-\(getpid())").path
        try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
        let servers = LocalServers(directory: work + "/servers", policies: LocalCommand.policies)
        let trials = FaultTrials(
            first: seed ?? UInt64.random(in: 1...999_999), count: count, minutes: minutes, show: { progress.show($0) },
            note: { progress.note($0) })
        let result: Result<Void, any Error>
        do {
            try await Interruption.guarding { try await trials.run(in: work, servers) }
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await Task { try? await servers.destroy() }.value
        let failed = await trials.failed
        try keep(failed, from: work, progress)
        try report(await trials.outcomes)
        try result.get()
        if let first = failed.first {
            throw CommandError(
                "\(failed.count) of \(await trials.outcomes.count) trials broke a promise; run one again with "
                    + "`relecture selftest faults --seed \(first.schedule.seed) --count 1`")
        }
    }

    /// Keeps the logs of failed trials and deletes the others.
    private func keep(_ failed: [FaultTrials.Outcome], from work: String, _ progress: ProgressLine) throws {
        let manager = FileManager.default
        let target = logs ?? work + "-logs"
        for outcome in failed {
            try manager.createDirectory(atPath: target, withIntermediateDirectories: true)
            let prefix = "trial_\(outcome.schedule.seed)-"
            for name in try manager.contentsOfDirectory(atPath: work) where name.hasPrefix(prefix) {
                try? manager.removeItem(atPath: "\(target)/\(name)")
                try manager.moveItem(atPath: "\(work)/\(name)", toPath: "\(target)/\(name)")
            }
        }
        if !failed.isEmpty { progress.note("the logs of failed trials are in \(target)") }
        try? manager.removeItem(atPath: work)
    }

    private func report(_ outcomes: [FaultTrials.Outcome]) throws {
        switch list.format {
        case .json: try StandardOutput.line(CanonicalJSON.array(outcomes.map(\.json)).text)
        case .table:
            var table = TextTable(header: ["SEED", "FAULTS", "CHUNKS", "ATTEMPTS", "TIME", "RESULT"])
            for outcome in outcomes {
                table.append([
                    "\(outcome.schedule.seed)", "\(outcome.schedule.steps.count)", "\(outcome.trial.chunks)",
                    "\(outcome.trial.attempts)", "\(outcome.trial.duration.components.seconds) s", outcome.verdict,
                ])
            }
            try StandardOutput.write(table.text)
        }
    }
}

extension FaultTrials.Outcome {
    fileprivate var verdict: String { isBroken ? trial.violations.map(\.rule).joined(separator: ",") : "kept" }

    fileprivate var json: CanonicalJSON {
        .object([
            "seed": .string("\(schedule.seed)"), "faults": .array(schedule.steps.map { .string("\($0.fault)") }),
            "chunks": .integer(Int64(trial.chunks)), "attempts": .integer(Int64(trial.attempts)),
            "seconds": .integer(trial.duration.components.seconds),
            "broker_restarts": .integer(Int64(trial.brokerRestarts)),
            "violations": .array(trial.violations.map { .string("\($0)") }),
        ])
    }
}
