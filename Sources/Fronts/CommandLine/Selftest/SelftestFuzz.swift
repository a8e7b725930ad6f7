import ArgumentParser
import Decoding
import Formats
import Foundation
import Sandbox
import Selftest

struct SelftestFuzz: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz",
        abstract:
            "Damage footage at random and read it as imports and workers do; nothing may escape the sandbox or hang.",
        discussion: """
            Each damaged file is demuxed, decoded and analysed behind the locks of the sandbox. A file that ends the \
            process reading it is kept and reported with the cause; containing this is what the process is for, and a \
            crash inside a library breaks no promise. Exit status 1 if a promise is broken: a system call that the \
            locks had to refuse, a trap in Relecture's own code, or a hang. Every lock of the sandbox is required \
            where the kernel has it. The whole run:

              relecture selftest fuzz --seed 1 --count 10000
            """)

    @Argument(help: ArgumentHelp("Further files to damage, besides the built-in clips.", valueName: "file"))
    var files: [String] = []

    @Option(help: "The seed of all damage: the same seed gives the same files.")
    var seed: UInt64 = 1

    @Option(help: "The number of damaged files.")
    var count = 1_000

    @Option(help: "The number of the first file, to repeat a single one.")
    var first = 0

    @Option(help: "Stop after this many minutes, however many files were read. Default: no limit.")
    var minutes: Double?

    @Option(help: "Damaged files read at the same time. Default: one per core.")
    var jobs: Int?

    @Option(help: ArgumentHelp("The folder for files that did harm.", valueName: "dir"))
    var keep = "relecture-fuzz"

    @OptionGroup var sandbox: SandboxOptions
    @OptionGroup var list: ListOptions
    @Flag(help: "Show no progress.") var quiet = false

    func validate() throws {
        if count < 1 || first < 0 { throw ValidationError("--count must be 1 or more, --first 0 or more") }
        if let minutes, !(minutes > 0) { throw ValidationError("--minutes must be more than 0") }
        if let jobs, !(1...64).contains(jobs) { throw ValidationError("--jobs must be 1 to 64") }
    }

    func run() async throws {
        let progress = ProgressLine(.standard(isQuiet: quiet))
        let layers = try await sandbox.check()
        var walls = try sandbox.walls()
        // If all locks held in the trial, they must hold each time.
        if walls.policy == .prefer, layers.isComplete { walls.policy = .require }
        let told = "\(walls.policy.rawValue), \(layers.summary)"
        let work = FileManager.default.temporaryDirectory.appendingPathComponent("relecture-fuzz-\(getpid())").path
        try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: work) }
        let run = FuzzRun(
            seeds: try FuzzSeeds(in: work, files: files), seed: seed, trial: trial(walls), work: work, keep: keep)
        let tally = try await run.run(
            first..<(first + count), jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
            until: minutes.map { ContinuousClock.now + .seconds($0 * 60) }
        ) { progress.show($0) }
        progress.finish()
        switch list.format {
        case .json: try StandardOutput.line(tally.json(seed: seed, sandbox: told).text)
        case .table: try StandardOutput.write(tally.table(seed: seed, sandbox: told))
        }
        if !tally.ends.isEmpty {
            let ends = tally.ends.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            StandardError.write("warning: damaged files ended the process that read them; see \(keep): \(ends)\n")
        }
        if let first = tally.failures.first {
            throw CommandError("damaged file \(first.number) of seed \(seed) \(first.reason): see \(first.file)")
        }
    }

    /// Returns tighter limits than for footage, because the clips are small.
    private func trial(_ shipped: ReviewGuard) -> FuzzTrial {
        var walls = shipped
        walls.memory = 512 << 20
        walls.leastTime = .seconds(60)
        walls.timeFactor = 1
        var probe = ProbeWalls(policy: walls.policy, account: walls.account)
        probe.memory = walls.memory
        probe.silence = walls.silence
        probe.time = walls.leastTime
        return FuzzTrial(probeWalls: probe, walls: walls)
    }
}
