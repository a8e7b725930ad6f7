import Access
import ArgumentParser
import Journal

struct PersonAdd: AsyncParsableCommand {
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
        try await asking.act(
            servers, .change, "person add", detail: "\(login) (\(name), \(service)) as \(mandate.role.rawValue)"
        ) { database in
            let password = PersonAdd.password()
            let added = try await database.add(
                login, name: name, service: service, mandate: mandate.request(asking), password: password)
            try StandardOutput.line(login)
            if added.isNew {
                StandardError.write("the password of \(login), told this once: \(password)\n")
            }
            added.login.report()
        }
    }

    /// 160 bits from the system's generator, in letters and digits that need no quoting in a URL.
    private static func password() -> String {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")
        return String((0..<32).map { _ in alphabet[Int.random(in: 0..<32, using: &generator)] })
    }
}
