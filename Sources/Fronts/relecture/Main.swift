import Commands
import Foundation

@main
enum Main {
    static func main() async {
        // A closed pipe or socket is an error to handle, not a reason to die.
        signal(SIGPIPE, SIG_IGN)
        exit(await Program.run(Array(CommandLine.arguments.dropFirst())))
    }
}
