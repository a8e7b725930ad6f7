import ArgumentParser
import Operations

struct AccountMandate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mandate", abstract: "Give an account a role for a time, or prolong one.",
        discussion: "Mandates are added, never changed: the record of who gave which role, and when, stays.")

    @Argument(help: "The log-in of the account.")
    var login: String

    @OptionGroup var mandate: MandateOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        try await asking.caller(servers).perform(GiveMandate(mandate.request(asking), to: login)).report()
    }
}
