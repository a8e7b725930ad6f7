import Commands
import Foundation

@main
enum Main {
    static func main() async {
        // Handle a closed pipe or socket as an error instead of dying of the signal.
        signal(SIGPIPE, SIG_IGN)
        let arguments = Array(CommandLine.arguments.dropFirst())
        if let status = Program.runSynchronously(arguments) { exit(status) }
        exit(await Program.run(arguments))
    }
}
