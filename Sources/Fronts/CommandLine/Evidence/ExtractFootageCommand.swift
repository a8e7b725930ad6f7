import ArgumentParser
import Decoding

/// What an export starts for each clip and each picture; not for people.
struct ExtractFootageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract-footage", abstract: "Takes what standard input describes out of a file.",
        shouldDisplay: false)

    @Option(help: "The locks that it puts on itself first.")
    var lock: String

    func run() throws { try ChildProgram.extractFootage.serve(lock: lock) }
}
