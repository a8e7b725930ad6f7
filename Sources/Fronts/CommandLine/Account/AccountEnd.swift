import ArgumentParser
import Operations

struct AccountEnd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end", abstract: "Ends all that a person may do, at once; the log-in is closed.",
        discussion: "The name stays in the list, for the journal speaks of it; nobody else gets the log-in.")

    @Argument(help: "The person's log-in.")
    var login: String

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        try await asking.caller(servers).perform(EndAccount(login: login)).report()
    }
}
