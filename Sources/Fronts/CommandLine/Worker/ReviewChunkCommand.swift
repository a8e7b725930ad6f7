import ArgumentParser
import Decoding

/// Started by a worker for each chunk; internal.
struct ReviewChunkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review-chunk", abstract: "Review the chunk described on standard input.", shouldDisplay: false)

    @Option(help: "The locks that the process puts on itself first.")
    var lock: String

    func run() throws { try ChildProgram.reviewChunk.serve(lock: lock) }
}
