import ArgumentParser
import Foundation
import Sandbox
import Worker

/// What an export starts for each clip; not for people.
struct CopyClipCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy-clip", abstract: "Copies the clip described on standard input.", shouldDisplay: false)

    @Option(help: "The locks that it puts on itself first.")
    var lock: String

    func run() throws {
        ClipProtocol.serve(
            try SandboxLock(encoded: lock), input: .standardInput,
            output: MessageWriter(descriptor: STDOUT_FILENO))
    }
}
