import ArgumentParser
import Foundation
import Sandbox
import Worker

/// What an export starts for each picture; not for people.
struct TakePictureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "take-picture", abstract: "Takes the picture described on standard input.", shouldDisplay: false)

    @Option(help: "The locks that it puts on itself first.")
    var lock: String

    func run() throws {
        PictureProtocol.serve(
            try SandboxLock(encoded: lock), input: .standardInput,
            output: MessageWriter(descriptor: STDOUT_FILENO))
    }
}
