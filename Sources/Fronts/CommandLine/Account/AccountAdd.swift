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
    @OptionGroup var asking: CallerOptions

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

struct AccountEnd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end", abstract: "End all rights of an account at once and close its log-in.",
        discussion: "The name stays in the list because journal entries refer to it; the log-in is never reused.")

    @Argument(help: "The log-in of the account.")
    var login: String

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        try await asking.caller(servers).perform(EndAccount(login: login)).report()
    }
}

struct AccountMandate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mandate", abstract: "Give an account a role for a time, or prolong one.",
        discussion: "Mandates are added, never changed: the record of who gave which role, and when, stays.")

    @Argument(help: "The log-in of the account.")
    var login: String

    @OptionGroup var mandate: MandateOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        try await asking.caller(servers).perform(GiveMandate(mandate.request(asking), to: login)).report()
    }
}
