import ArgumentParser
import Foundation
import Sandbox

/// Locks itself like a decoding process and reports what it can still do; internal.
struct SandboxTrialCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox-trial", abstract: "Try the locks around decoding.", shouldDisplay: false)

    @Option(help: "The locks that the process puts on itself first.")
    var lock: String

    @Option(help: "What to do once locked, instead of reporting.")
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
