import ArgumentParser
import Bench
import Coordinator
import Formats
import Foundation
import LocalServers

struct BenchQueue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract:
            "Sends chunks that hold nothing through queue, claim and completion, and times what is around the work.",
        discussion: """
            Tells how many chunks a second the cluster could finish at most, what each costs the coordinator, and whether \
            that cost grows with the number of chunks that wait. It uses private servers of its own and decodes nothing.
            """)

    @Option(help: "The numbers of chunks to compare, separated by commas.")
    var chunks = List(items: [5_000, 50_000])

    @Option(help: "Chunks worked on at the same time.")
    var slots = 8

    @OptionGroup var list: ListOptions
    @Flag(help: "Show no progress.") var quiet = false

    func validate() throws {
        if chunks.items.contains(where: { !(1...500_000).contains($0) }) {
            throw ValidationError("--chunks takes numbers from 1 to 500000")
        }
        if !(1...256).contains(slots) { throw ValidationError("--slots takes 1 to 256") }
    }

    func run() async throws {
        let progress = ProgressLine(.standard(isQuiet: quiet))
        try await Interruption.guarding {
            var report = QueueReport()
            for count in chunks.items {
                progress.note("\(count) chunks with \(slots) slots")
                report.rows.append(try await measure(count, progress))
            }
            switch list.format {
            case .json: try StandardOutput.line(report.json.text)
            case .table: try StandardOutput.write(report.table)
            }
        }
    }

    private func measure(_ count: Int, _ progress: ProgressLine) async throws -> QueueReport.Row {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("relecture-bench-queue-\(getpid())").path
        let bench = QueueBench(
            slots: slots,
            coordinator: {
                try await CoordinatorCommand.coordinator(
                    ServerOptions(databaseURL: $0.databaseURL, amqpURL: $0.amqpURL),
                    configuration: CoordinatorConfiguration(), quietly: true)
            }, logger: { Logs.logger($0) }, show: { progress.show($0) })
        return try await bench.measure(count, in: LocalCommand.Directory(directory).servers)
    }
}
