import ArgumentParser
import Decoding

/// Started by an import for each file; internal.
struct ProbeFileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe-file", abstract: "Read the container described on standard input.", shouldDisplay: false)

    @Option(help: "The locks that the process puts on itself first.")
    var lock: String

    func run() throws { try ChildProgram.probeFile.serve(lock: lock) }
}
