import ArgumentParser
import Bench
import Planning

/// One of the decoding processes that `bench cluster` compares workers with; internal.
struct BenchDecode: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode", abstract: "Decode a share of the chunks of files without analysing them.",
        shouldDisplay: false)

    @Argument var files: [String]
    @Option var chunk = ChunkLength.standard
    /// The share of the chunks to decode, counted from 0; `of` is the number of shares.
    @Option var share = 0
    @Option var of = 1

    func run() throws {
        try DecodingShare(files: files, chunk: chunk, number: share, of: of).decode()
    }
}
