package import LocalServers

/// The environment of the trials: the program under test, a folder for logs, and the servers.
package struct FaultPlace: Sendable {
    package let program: String
    package let folder: String
    package let servers: LocalServers

    package init(program: String, folder: String, servers: LocalServers) {
        self.program = program
        self.folder = folder
        self.servers = servers
    }

    /// Runs a command of the program to its end, connected to the servers directly.
    func run(_ arguments: [String], environment: [String: String], name: String = "commands") async throws
        -> ProgramProcess.Outcome
    {
        // Separate files: the output is the result.
        let process = try await ProgramProcess.start(
            program: program, arguments, environment: environment, folder: folder,
            name: "\(name)-\(UInt32.random(in: .min ... .max))")
        return await process.end()
    }

    /// Runs a command that must succeed and print one line.
    func line(_ arguments: [String], environment: [String: String]) async throws -> String {
        let outcome = try await run(arguments, environment: environment)
        let lines = outcome.output.split(whereSeparator: \.isNewline)
        guard outcome.status == 0, let first = lines.first else {
            throw FaultTrialError("`relecture \(arguments.joined(separator: " "))` failed: \(outcome.lastWord)")
        }
        return String(first)
    }
}

/// Prevents a trial from being run. Defects that a trial finds are of type `Violation`.
package struct FaultTrialError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
