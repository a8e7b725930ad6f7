import ArgumentParser
import Bench
import Planning

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
        try DecodingShare(files: files, chunk: chunk, number: share, of: of).decode()
    }
}
