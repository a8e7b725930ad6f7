import ArgumentParser
import Bench
import Formats
import Foundation

struct BenchSQL: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sql",
        abstract: "Time the queries of deploy/docs/sql.md on a generated store of many cameras and days.",
        discussion: """
            The store holds a track a minute of each camera, 10 seconds long on average, with five points per second, \
            in chunks of ten minutes; the same numbers give the same store. The servers are private to the run. A week \
            of 225 cameras takes 5 GB of disk while it runs.
            """)

    @Option(help: "The number of cameras, 2 or more.")
    var cameras = 225

    @Option(help: "The number of days.")
    var days = 7

    @Option(help: "The number of runs of each query; the median counts.")
    var runs = 3

    @Option(help: "The page of queries.")
    var page = "deploy/docs/sql.md"

    @OptionGroup var list: ListOptions
    @Flag(help: "Show no progress.") var quiet = false

    func validate() throws {
        if !(2...1_000).contains(cameras) { throw ValidationError("--cameras must be 2 to 1000") }
        if !(1...31).contains(days) { throw ValidationError("--days must be 1 to 31") }
        if !(1...100).contains(runs) { throw ValidationError("--runs must be 1 to 100") }
    }

    func run() async throws {
        let progress = ProgressLine(.standard(isQuiet: quiet))
        guard let text = try? String(contentsOfFile: page, encoding: .utf8) else {
            throw CommandError("cannot read \(page): name the page of queries with --page")
        }
        let questions = Cookbook(markdown: text).questions
        guard !questions.isEmpty else {
            throw CommandError("\(page) holds no queries: name deploy/docs/sql.md with --page")
        }
        try await Interruption.guarding {
            let report = try await measure(questions, progress)
            progress.finish()
            switch list.format {
            case .json: try StandardOutput.line(report.json.text)
            case .table: try StandardOutput.write(report.table)
            }
        }
    }

    private func measure(_ questions: [Cookbook.Question], _ progress: ProgressLine) async throws -> SQLReport {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("relecture-bench-sql-\(getpid())").path
        return try await SQLBench(
            servers: LocalCommand.Directory(directory).servers, cameras: cameras, days: days, runs: runs,
            logger: { Logs.logger($0) }, show: { progress.show($0) }
        ).measure(questions)
    }
}
