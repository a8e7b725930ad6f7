import ArgumentParser
import Foundation
import Journal
import Operations

struct SQLCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sql", abstract: "Open psql on the database, recording the session and its reason in the journal.",
        discussion: """
            Connects as the log-in of the database URL, with that log-in's rights only: row policies show each account \
            its own cases. Sessions start read-only. With -c or -f the journal records the statements or the digest of \
            the file; what is typed at the prompt is recorded by pgaudit, if the site has it.
            """)

    @Option(name: [.customShort("c"), .customLong("command")], help: "Run these statements and exit.")
    var statement: String?

    @Option(name: [.customShort("f"), .customLong("file")], help: "Run the statements of this file and exit.")
    var file: String?

    @Flag(help: "Allow statements to change data, within the rights of the log-in.")
    var writable = false

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func validate() throws {
        if statement != nil, file != nil { throw ValidationError("give either -c or -f, not both") }
    }

    func run() async throws {
        let program = try ReplacingProgram("psql", package: "postgresql-client")
        var arguments = ["psql"]
        var detail = "interactive"
        if let statement {
            arguments += ["--set=ON_ERROR_STOP=1", "--command=\(statement)"]
            detail = statement
        } else if let file {
            guard let text = FileManager.default.contents(atPath: file) else {
                throw CommandError("cannot read \(file): check that it exists and is readable")
            }
            // Run exactly the bytes that were digested, even if the file changes meanwhile.
            arguments += ["--set=ON_ERROR_STOP=1", "--file=\(try ReplacingProgram.inherited(text))"]
            detail = "file \(file) \(JournalEntry.digest(of: text))"
        }
        if writable { detail = "writable; " + detail }
        let access = try servers.servers().accessForPrograms()
        var environment = access.environment
        environment["PGAPPNAME"] = "relecture-sql"
        environment["PGOPTIONS"] = [
            environment["PGOPTIONS"] ?? Surroundings.variable("PGOPTIONS"),
            "-c default_transaction_read_only=\(writable ? "off" : "on")",
        ].compactMap { $0 }.joined(separator: " ")
        if !access.connection.isEmpty { arguments.append("--dbname=\(access.connection)") }
        try await asking.caller(servers).perform(
            OpenSQL(detail: detail) { [arguments, environment] in
                throw try program.replaceProcess(arguments: arguments, environment: environment)
            })
    }
}
