import Foundation
import Operations
import Sandbox
import Subprocess
import SystemPackage

/// The worker processes of a `run`: started, started again when they die, stopped in the end.
package struct WorkerFleet: Sendable {
    /// After so many unexpected deaths of one worker something is wrong that another start will not mend.
    private static let maximumStarts = 8

    private let count: Int
    private let variables: [String: String]
    private let note: @Sendable (String) -> Void

    /// - Parameters:
    ///   - variables: what the workers find in their environment beside what this process does, such as the servers' URLs.
    ///   - note: hears of workers that ended and are started again.
    package init(count: Int, variables: [String: String], note: @escaping @Sendable (String) -> Void) {
        self.count = count
        self.variables = variables
        self.note = note
    }

    /// The names of so many workers in the cluster.
    package static func names(_ count: Int) -> [String] { (1...count).map { "run-\(getpid())-\($0)" } }

    /// Runs until cancelled; throws when a worker cannot be kept alive.
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

    /// One life of a worker. It stops by itself if this process dies, for its input then ends.
    private func work(_ name: String) async throws -> (TerminationStatus, String) {
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(10))]
        // Own process group: an interrupt from the terminal reaches the workers through this process, in order.
        options.processGroupID = 0
        // They could not all be watched at one address.
        var environment: [Environment.Key: String?] = ["RELECTURE_TELEMETRY": ""]
        for (name, value) in variables { environment[Environment.Key(stringLiteral: name)] = value }
        let result = try await Subprocess.run(
            .path("/proc/self/exe"),
            arguments: ["worker", "run", "--slots", "1", "--name", name, "--until-input-ends"],
            environment: .inherit.updating(environment), platformOptions: options, input: .inputWriter,
            output: .sequence, error: .sequence
        ) { execution in
            // Its output says nothing and ends with it; until then the input stays open.
            async let words = LastWords.read(from: execution.standardError)
            for try await _ in execution.standardOutput {}
            return await words
        }
        return (result.terminationStatus, result.closureResult)
    }
}
