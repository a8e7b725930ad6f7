import ArgumentParser
import Operations

struct AccountMandate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mandate", abstract: "Gives a person a role for a time, also to prolong one.",
        discussion: "Mandates are added, never changed: what was given when and by whom stays.")

    @Argument(help: "The person's log-in.")
    var login: String

    @OptionGroup var mandate: MandateOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        try await asking.caller(servers).perform(GiveMandate(mandate.request(asking), to: login)).report()
    }
}
