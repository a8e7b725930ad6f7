import ArgumentParser
import Decoding

/// What a worker starts for each chunk; not for people.
struct ReviewChunkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review-chunk", abstract: "Reviews the chunk described on standard input.", shouldDisplay: false)

    @Option(help: "The locks that it puts on itself first.")
    var lock: String

    func run() throws { try ChildProgram.reviewChunk.serve(lock: lock) }
}
