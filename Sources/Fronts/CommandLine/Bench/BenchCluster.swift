import Access
import ArgumentParser
import Bench
import Decoding
import Footage
import Formats
import Foundation
import Operations
import Planning
import Worker

struct BenchCluster: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster",
        abstract: "Time reviews with several numbers of workers against decoding in as many plain processes.",
        discussion: """
            Reports how much faster more workers are, next to how much faster as many plain decoding processes are, \
            and the share of time spent on anything but reviewing chunks (queue, storage, merge, waiting). Use an hour \
            of footage or more: ten minutes are one chunk.
            """)

    @Argument(help: ArgumentHelp("Files, or folders of one or more cameras.", valueName: "file"))
    var files: [String]

    @Option(help: "The numbers of worker processes to compare, separated by commas.")
    var workers = List(items: [1, 2])

    @Option(help: "The length of a chunk.")
    var chunk = ChunkLength.standard

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
        let work = FileManager.default.temporaryDirectory.appendingPathComponent("relecture-bench-\(getpid())").path
        defer { try? FileManager.default.removeItem(atPath: work) }
        let directory = place.directory == nil ? LocalCommand.Directory(work) : place
        try await Interruption.guarding {
            let (footage, failures) = try await intake.read(files, behind: sandbox.probeWalls(), progress)
            try IntakeOptions.report(failures, imported: footage.count)
            let report = try await LocalSession.with(servers, place: directory, progress: progress) {
                try await measure(footage, $0, progress)
            }
            switch list.format {
            case .json: try StandardOutput.line(report.json.text)
            case .table: try StandardOutput.write(report.table)
            }
        }
    }

    private func measure(
        _ footage: [PlacedFootage], _ servers: ServerOptions, _ progress: ProgressLine
    ) async throws -> ClusterReport {
        let usual = "measurement of the installation"
        let machine = MachineCluster(
            servers: servers, nodes: nodes, variables: try sandbox.environment(), progress: progress)
        return try await asking.caller(servers, role: "bench", usual: usual).perform(
            ReviewFootage(
                footage, as: .benchCluster, reference: "bench cluster", authority: usual, place: nodes.placing()
            ) { reviews in
                let cluster = ReviewCluster(
                    with: { try await machine.with(workers: $0, $1) }, names: { WorkerFleet.names($0) },
                    wait: { _ = try await reviews.wait(for: $0, showing: progress) })
                var report = ClusterReport(footage: footage.reduce(0) { $0 + $1.probed.index.duration })
                for count in workers.items {
                    progress.note("decoding in \(count) process\(count == 1 ? "" : "es")")
                    let decoding = try await DecodingFleet(files: footage.map(\.probed.path), chunk: chunk)
                        .wallTime(of: count)
                    let job = try await ClusterJob(reviews, by: cluster, chunk: chunk).measure(workers: count)
                    report.add(workers: count, decoding: decoding, job: job)
                }
                return report
            })
    }
}
