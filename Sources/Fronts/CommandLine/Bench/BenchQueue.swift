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
            "Measure the overhead of queue, claim and completion by sending empty chunks through them.",
        discussion: """
            Reports how many chunks per second the cluster could finish at most, what each costs the coordinator, and \
            whether that cost grows with the number of waiting chunks. The servers are private to the run, and nothing \
            is decoded.
            """)

    @Option(help: "The numbers of chunks to compare, separated by commas.")
    var chunks = List(items: [5_000, 50_000])

    @Option(help: "The number of chunks worked on at the same time.")
    var slots = 8

    @OptionGroup var list: ListOptions
    @Flag(help: "Show no progress.") var quiet = false

    func validate() throws {
        if chunks.items.contains(where: { !(1...500_000).contains($0) }) {
            throw ValidationError("--chunks must be numbers from 1 to 500000")
        }
        if !(1...256).contains(slots) { throw ValidationError("--slots must be 1 to 256") }
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
