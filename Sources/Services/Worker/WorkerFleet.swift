import Foundation
import Operations
import Sandbox
import Subprocess
import SystemPackage

/// Manages the worker processes of a `run`: starts them, restarts them when they die, and stops them at the end.
package struct WorkerFleet: Sendable {
    /// After this many unexpected ends of one worker, another restart would not help.
    private static let maximumStarts = 8

    private let count: Int
    private let variables: [String: String]
    private let note: @Sendable (String) -> Void

    /// - Parameters:
    ///   - variables: environment variables added to those of this process, such as the servers' URLs.
    ///   - note: receives messages about workers that ended and are restarted.
    package init(count: Int, variables: [String: String], note: @escaping @Sendable (String) -> Void) {
        self.count = count
        self.variables = variables
        self.note = note
    }

    /// Returns the names of the workers in the cluster.
    package static func names(_ count: Int) -> [String] { (1...count).map { "run-\(getpid())-\($0)" } }

    /// Runs until cancelled. Throws if a worker cannot be kept alive.
    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for name in WorkerFleet.names(count) { group.addTask { try await keepAlive(name) } }
            try await group.waitForAll()
        }
    }

    private func keepAlive(_ name: String) async throws {
        for start in 1... {
            let (status, words) = try await work(name)
            try Task.checkCancellation()
            if start >= WorkerFleet.maximumStarts || status == .exited(1) {
                let last = words.split(whereSeparator: \.isNewline).last.map(String.init) ?? "\(status)"
                throw OperationError("a worker ended: \(last)")
            }
            note("worker \(name) ended (\(status)); it is started again")
        }
    }

    /// Runs one worker process to its end. It also stops if this process dies, because its input then ends.
    private func work(_ name: String) async throws -> (TerminationStatus, String) {
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(10))]
        // Own process group: an interrupt from the terminal reaches the workers in order, through this process.
        options.processGroupID = 0
        // Disabled, because the workers cannot all listen on one address.
        var environment: [Environment.Key: String?] = ["RELECTURE_TELEMETRY": ""]
        for (name, value) in variables { environment[Environment.Key(stringLiteral: name)] = value }
        let result = try await Subprocess.run(
            .path("/proc/self/exe"),
            arguments: ["worker", "run", "--slots", "1", "--name", name, "--until-input-ends"],
            environment: .inherit.updating(environment), platformOptions: options, input: .inputWriter,
            output: .sequence, error: .sequence
        ) { execution in
            // Its output is empty and ends with the process; until then its input stays open.
            async let words = LastWords.read(from: execution.standardError)
            for try await _ in execution.standardOutput {}
            return await words
        }
        return (result.terminationStatus, result.closureResult)
    }
}
