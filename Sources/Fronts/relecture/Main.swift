import Commands
import Foundation

@main
enum Main {
    static func main() async {
        // A closed pipe or socket is an error to handle, not a reason to die.
        signal(SIGPIPE, SIG_IGN)
        let arguments = Array(CommandLine.arguments.dropFirst())
        if let status = Program.runSynchronously(arguments) { exit(status) }
        exit(await Program.run(arguments))
    }
}
