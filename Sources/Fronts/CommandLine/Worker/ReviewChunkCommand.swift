import ArgumentParser
import Decoding
import Foundation
import Sandbox
import Worker

/// What a worker starts for each chunk; not for people.
struct ReviewChunkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review-chunk", abstract: "Reviews the chunk described on standard input.", shouldDisplay: false)

    @Option(help: "The locks that it puts on itself first.")
    var lock: String

    func run() throws {
        // A parent that is gone is noticed by the broken pipe.
        ChildProtocol.serve(
            try SandboxLock(encoded: lock), input: .standardInput,
            output: MessageWriter(descriptor: STDOUT_FILENO))
    }
}
