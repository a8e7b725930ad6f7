import ArgumentParser
import Foundation
import Sandbox

/// Locks itself as the process that decodes does, and tells what it can still do; not for people.
struct SandboxTrialCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox-trial", abstract: "Tries the locks around decoding.", shouldDisplay: false)

    @Option(help: "The locks that it puts on itself first.")
    var lock: String

    @Option(help: "What to do once it is locked, instead of telling.")
    var mischief: SandboxMischief?

    func run() throws {
        let lock = try SandboxLock(encoded: lock)
        if let mischief {
            _ = try lock.apply()
            mischief.run()
        }
        let trial = try SandboxTrial.inThisProcess(lock)
        MessageWriter(descriptor: STDOUT_FILENO).send(1, Array(try JSONEncoder().encode(trial)))
    }
}

extension SandboxMischief: ExpressibleByArgument {}
