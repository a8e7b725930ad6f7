import ArgumentParser
import Operations

struct AccountAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Registers a person with a first mandate and prints the log-in.",
        discussion: """
            Makes the log-in of PostgreSQL too, where the connection may, and tells its random password once, on standard \
            error; a log-in that is there keeps its own. Otherwise it says which statements do that by hand.
            """)

    @Argument(help: "The log-in of PostgreSQL, such as j.martin.")
    var login: String

    @Option(help: "The person's name.")
    var name: String

    @Option(help: "The service the person belongs to.")
    var service: String

    @OptionGroup var mandate: MandateOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        let added = try await asking.caller(servers).perform(
            AddAccount(login: login, name: name, service: service, mandate: mandate.request(asking)))
        try StandardOutput.line(login)
        if let password = added.password {
            StandardError.write("the password of \(login), told this once: \(password)\n")
        }
        added.login.report()
    }
}
