import ArgumentParser
import Decoding

/// What an import starts for each file; not for people.
struct ProbeFileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe-file", abstract: "Reads the container described on standard input.", shouldDisplay: false)

    @Option(help: "The locks that it puts on itself first.")
    var lock: String

    func run() throws { try ChildProgram.probeFile.serve(lock: lock) }
}
