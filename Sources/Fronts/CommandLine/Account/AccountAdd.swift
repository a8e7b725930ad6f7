import ArgumentParser
import Operations

struct AccountAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add an account with a first mandate and print its log-in.",
        discussion: """
            Also creates the log-in in PostgreSQL, if the connection may, and prints its random password once, on \
            standard error; an existing log-in keeps its password. Otherwise prints the statements to run by hand.
            """)

    @Argument(help: "The log-in in PostgreSQL, such as j.martin.")
    var login: String

    @Option(help: "The name of the person.")
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
