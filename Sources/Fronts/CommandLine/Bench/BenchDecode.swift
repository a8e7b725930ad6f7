import Analysis
import ArgumentParser
import Decoding
import Planning
import Worker

/// One of the processes that `bench cluster` compares workers with; not for people.
struct BenchDecode: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode", abstract: "Decodes its share of the chunks of files and looks at nothing.",
        shouldDisplay: false)

    @Argument var files: [String]
    @Option var chunk = ChunkLength.standard
    /// Which share of the chunks is decoded, counted from 0, of how many.
    @Option var share = 0
    @Option var of = 1

    func run() throws {
        // Without windows: what lies beyond a chunk's ends is no part of the comparison.
        var profile = AnalysisProfile.standard
        profile.windowReach = 0
        var number = 0
        for file in files {
            for assignment in try LoneFootage(path: file).assignments(of: chunk, profile: profile) {
                if number % of == share { _ = try PlainDecoding(assignment).run() }
                number += 1
            }
        }
    }
}
