import Access
import ArgumentParser
import Formats
import Foundation
import Operations
import Planning
import SampleFootage
import Selftest

struct SelftestInvariance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invariance",
        abstract: "Review footage cut in several ways by several workers; the findings must be equal to the bit.",
        discussion: """
            Each review goes through the queue and the database like any other. Without files it reviews generated \
            sample footage. Without RELECTURE_DATABASE_URL and RELECTURE_AMQP_URL it runs private servers for as long \
            as it takes; with them it adds its own workers to those already there. Exit status 1 if any two digests \
            differ.
            """)

    @Argument(help: ArgumentHelp("Files, or folders of one or more cameras.", valueName: "file"))
    var files: [String] = []

    @Option(help: "The chunk lengths to compare, separated by commas.")
    var chunks = List(items: ["whole", "5m", "60s", "15s", "5s"].compactMap { ChunkLength($0) })

    @Option(help: "The numbers of worker processes to compare, separated by commas.")
    var workers = List(items: [1, 2, 4])

    @Option(help: "A JSON file of analysis settings that override the defaults.")
    var profile: String?

    @OptionGroup var intake: IntakeOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var place: LocalCommand.Directory
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions
    @OptionGroup var nodes: FootageRootOptions
    @OptionGroup var sandbox: SandboxOptions
    @Flag(help: "Show no progress.") var quiet = false

    func validate() throws {
        if workers.items.contains(where: { !(1...64).contains($0) }) {
            throw ValidationError("--workers must be numbers from 1 to 64")
        }
    }

    func run() async throws {
        let progress = ProgressLine(.standard(isQuiet: quiet))
        let settings = try profile.map { try ReviewProfile(path: $0) } ?? .standard
        let work = FileManager.default.temporaryDirectory.appendingPathComponent("relecture-selftest-\(getpid())").path
        defer { try? FileManager.default.removeItem(atPath: work) }
        let paths = try files.isEmpty ? [sample(in: work, progress)] : files
        let directory = place.directory == nil ? LocalCommand.Directory(work + "/servers") : place
        try await Interruption.guarding {
            let (footage, failures) = try await intake.read(paths, behind: sandbox.probeWalls(), progress)
            try IntakeOptions.report(failures, imported: footage.count)
            let found = try await LocalSession.with(servers, place: directory, progress: progress) {
                try await trials(footage, settings, $0, progress)
            }
            try report(found)
        }
    }

    private func sample(in folder: String, _ progress: ProgressLine) throws -> String {
        let path = folder + "/footage"
        try SampleFootageWriter.write(to: path) { state in
            progress.show("making sample footage: \(100 * state.frames / max(1, state.total)) %")
        }
        return path
    }

    private func trials(
        _ footage: [PlacedFootage], _ settings: ReviewProfile, _ servers: ServerOptions, _ progress: ProgressLine
    ) async throws -> [InvarianceTrial] {
        let usual = "self-test of the installation"
        let cluster = MachineCluster(
            servers: servers, nodes: nodes, variables: try sandbox.environment(), progress: progress)
        return try await asking.caller(servers, role: "selftest", usual: usual).perform(
            ReviewFootage(
                footage, as: .selftestInvariance, reference: "selftest invariance", authority: usual,
                place: nodes.placing()
            ) { reviews in
                let bench = InvarianceBench(
                    reviews, profile: settings, wait: { try await reviews.wait(for: $0, showing: progress) },
                    note: { progress.note($0) })
                for workers in workers.items {
                    try await cluster.with(workers: workers) {
                        for length in chunks.items { try await bench.review(length, workers: workers) }
                    }
                }
                return await bench.trials
            })
    }

    private func report(_ trials: [InvarianceTrial]) throws {
        switch list.format {
        case .json: try StandardOutput.line(InvarianceTrial.json(trials).text)
        case .table: try StandardOutput.write(InvarianceTrial.table(trials))
        }
        guard let first = trials.first, let other = trials.first(where: { $0.digest != first.digest }) else { return }
        let difference = TimelineDifference.first(first.cameras, other.cameras) ?? "the digests differ"
        throw CommandError("\(first.name) and \(other.name) differ at \(difference)")
    }
}
