import ArgumentParser
import Foundation

/// The `relecture` program: parses arguments, runs the command, and turns errors into one line and an exit status.
package enum Program {
    /// Runs one command line.
    ///
    /// - Parameters:
    ///   - arguments: The arguments without the program's own name.
    ///   - surroundings: The environment to read and the streams to write to.
    /// - Returns: The exit status: 0 done; 1 failed; 3 done, with holes; 64 wrong usage.
    package static func run(_ arguments: [String], surroundings: Surroundings = .current) async -> Int32 {
        await Surroundings.$current.withValue(surroundings) { await run(arguments) }
    }

    /// Runs a synchronous command on the calling thread.
    ///
    /// Children that lock themselves in need this: once locked they cannot start threads, which returning from an async
    /// function may do.
    /// - Returns: The exit status; nil if the command is asynchronous and nothing was run.
    package static func runSynchronously(_ arguments: [String]) -> Int32? {
        do {
            var command = try RelectureCommand.parseAsRoot(arguments)
            guard !(command is any AsyncParsableCommand) else { return nil }
            try command.run()
            return 0
        } catch {
            return report(error)
        }
    }

    private static func run(_ arguments: [String]) async -> Int32 {
        do {
            var command = try RelectureCommand.parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return 0
        } catch {
            return report(error)
        }
    }

    private static func report(_ error: any Error) -> Int32 {
        let code = RelectureCommand.exitCode(for: error)
        if code == .success {
            // Help and the version were asked for, so they are results.
            try? StandardOutput.line(RelectureCommand.message(for: error))
            return 0
        }
        if error is ExitCode { return code.rawValue }
        if code == .validationFailure {
            StandardError.write("error: \(oneLine(RelectureCommand.message(for: error))) (see --help)\n")
            return 64
        }
        StandardError.write("error: \(oneLine(String(describing: error)))\n")
        return 1
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }.joined(separator: " ")
    }
}
