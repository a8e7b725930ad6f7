import Commands
import Foundation

@main
enum Main {
    static func main() async {
        // Handle a closed pipe or socket as an error instead of dying of the signal.
        signal(SIGPIPE, SIG_IGN)
        exit(await Program.run(Array(CommandLine.arguments.dropFirst())))
    }
}
