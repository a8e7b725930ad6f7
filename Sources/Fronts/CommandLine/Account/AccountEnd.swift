import ArgumentParser
import Operations

struct AccountEnd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end", abstract: "End all rights of an account at once and close its log-in.",
        discussion: "The name stays in the list because journal entries refer to it; the log-in is never reused.")

    @Argument(help: "The log-in of the account.")
    var login: String

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        try await asking.caller(servers).perform(EndAccount(login: login)).report()
    }
}
