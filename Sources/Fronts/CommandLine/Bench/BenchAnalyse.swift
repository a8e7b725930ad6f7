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
        abstract: "Decodes a file, and decodes and analyses it, in turn: what the analysis costs beside decoding.",
        discussion: """
            One thread, one process, no servers, processor time only. The ratio is the median over the runs of decoding, \
            analysing and linking divided by decoding alone.
            """)

    @Argument(help: "The file.")
    var file: String

    @Option(help: "How many times each is done.")
    var runs = 5

    @Option(help: "Length of a chunk: the longer, the less is decoded beyond its ends.")
    var chunk = ChunkLength.whole

    @Option(help: "A JSON file with analysis settings that differ from the defaults.")
    var profile: String?

    @Flag(help: "Show no progress.") var quiet = false

    @OptionGroup var list: ListOptions

    func validate() throws {
        if runs < 1 { throw ValidationError("--runs takes 1 or more") }
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
