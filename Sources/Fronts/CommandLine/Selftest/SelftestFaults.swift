import ArgumentParser
import FaultInjection
import Formats
import Foundation
import LocalServers
import Selftest

struct SelftestFaults: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "faults",
        abstract: "Runs a private cluster under seeded faults; nothing may be lost, nothing accepted twice.",
        discussion: """
            Two coordinators and three workers, as real processes, with a PostgreSQL and a RabbitMQ of their own behind \
            proxies that misbehave. Each trial kills, freezes, cuts off and restarts them by a schedule that follows from \
            its seed, lets all heal, and checks database, broker and timeline against an undisturbed review. The seeds of \
            failed trials are printed; --seed N --count 1 runs one again. Exit status 1 when a promise was broken.
            """)

    @Option(help: "The seed of the first trial; the next have the numbers that follow. Default: a random one.")
    var seed: UInt64?

    @Option(help: "How many trials. Default: 1, or as many as --minutes allows.")
    var count: Int?

    @Option(help: "Begin no trial after so many minutes.")
    var minutes: Int?

    @Option(help: "Where logs of failed trials are kept. Default: a folder below the temporary one.")
    var logs: String?

    @OptionGroup var list: ListOptions
    @Flag(help: "Show no progress.") var quiet = false

    func validate() throws {
        if let count, count < 1 { throw ValidationError("--count takes 1 or more") }
        if let minutes, minutes < 1 { throw ValidationError("--minutes takes 1 or more") }
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

    /// Keeps the logs of failed trials; the others are of no use.
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
