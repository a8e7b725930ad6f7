import Commands
import Foundation
import Sandbox
import Synchronization
import TestSupport

/// Runs commands inside the test process where they do not need a process of their own.
///
/// Decoding children still run the real program, behind the same locks.
enum CommandHost {
    /// Commands that depend on signals, on locking or replacing the process, or on the process environment.
    private static let ownProcess: Set<[String]> = [
        ["run"], ["worker", "run"], ["coordinator", "run"], ["sql"], ["local"], ["selftest"], ["bench"], ["doctor"],
        ["build-statement"], ["evidence", "export"], ["review-chunk"], ["probe-file"], ["extract-footage"],
        ["sandbox-trial"],
    ]

    /// Returns whether a command can run here: it needs no process of its own, and only this program reads its
    /// environment.
    static func canRun(_ arguments: [String], environment: [String: String]) -> Bool {
        let words = Array(arguments.prefix { !$0.hasPrefix("-") })
        let isAlone = ownProcess.contains(Array(words.prefix(1))) || ownProcess.contains(Array(words.prefix(2)))
        let isOurs = environment.keys.allSatisfy { $0.hasPrefix("RELECTURE_") && !$0.hasPrefix("RELECTURE_LOG_") }
        return (!isAlone || arguments.last == "--help") && isOurs
    }

    static func run(_ arguments: [String], environment: [String: String]) async throws -> RelectureProcess.Outcome {
        let output = Sink()
        let errors = Sink()
        let surroundings = Surroundings(
            environment: environment, isTerminal: false, output: { output.add($0) }, errors: { errors.add($0) })
        let status = await OwnExecutable.$path.withValue(RelectureExecutable.path) {
            await Program.run(arguments, surroundings: surroundings)
        }
        return RelectureProcess.Outcome(status: status, signal: nil, output: output.text, errors: errors.text)
    }

    private final class Sink: Sendable {
        private let data = Mutex(Data())

        var text: String { data.withLock { String(decoding: $0, as: UTF8.self) } }

        func add(_ more: Data) { data.withLock { $0.append(more) } }
    }
}
