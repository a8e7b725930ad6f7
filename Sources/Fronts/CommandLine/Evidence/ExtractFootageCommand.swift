import ArgumentParser
import Decoding

/// Started by an export for each clip and each picture; internal.
struct ExtractFootageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract-footage", abstract: "Extract what standard input describes from a file.",
        shouldDisplay: false)

    @Option(help: "The locks that the process puts on itself first.")
    var lock: String

    func run() throws { try ChildProgram.extractFootage.serve(lock: lock) }
}
