import ArgumentParser
import Foundation

@main
enum Main {
    static func main() async {
        // A closed pipe or socket is an error to handle, not a reason to die.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try RelectureCommand.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(report(error))
        }
    }

    /// Says what went wrong in one line and answers with the exit status.
    private static func report(_ error: any Error) -> Int32 {
        let code = RelectureCommand.exitCode(for: error)
        if code == .success {
            // Help and version were asked for: they are results.
            print(RelectureCommand.message(for: error))
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
