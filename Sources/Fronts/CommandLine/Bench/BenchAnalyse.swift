import ArgumentParser
import Bench
import Decoding
import Formats
import Foundation
import Operations
import Planning

struct BenchAnalyse: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyse",
        abstract: "Measure the cost of analysing a file relative to decoding it.",
        discussion: """
            Uses one thread, one process and no servers, and measures processor time only. The ratio is the median \
            over the runs of decoding, analysing and linking divided by decoding alone.
            """)

    @Argument(help: "The video file.")
    var file: String

    @Option(help: "The number of runs.")
    var runs = 5

    @Option(help: "The length of a chunk; the longer, the less is decoded beyond its ends.")
    var chunk = ChunkLength.whole

    @Option(help: "A JSON file of analysis settings that override the defaults.")
    var profile: String?

    @Flag(help: "Show no progress.") var quiet = false

    @OptionGroup var list: ListOptions

    func validate() throws {
        if runs < 1 { throw ValidationError("--runs must be 1 or more") }
    }

    func run() throws {
        let progress = ProgressLine(.standard(isQuiet: quiet))
        let settings = try profile.map { try ReviewProfile(path: $0) } ?? .standard
        let footage = try LoneFootage(path: file)
        var rounds: [AnalysisRound] = []
        for number in 1...runs {
            progress.show("run \(number) of \(runs)")
            rounds.append(
                try AnalysisRound(footage, chunk: chunk, profile: settings.settings, decodesFirst: number % 2 == 1))
        }
        progress.finish()
        let report = AnalysisReport(footage: footage.probed, rounds: rounds)
        switch list.format {
        case .json: try StandardOutput.line(report.json.text)
        case .table: try StandardOutput.write(report.table)
        }
    }
}
