import ArgumentParser
import Foundation
import Journal
import Operations

struct SQLCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sql", abstract: "Opens psql at the database, entered in the journal with its reason.",
        discussion: """
            As the log-in of the database's URL, with its rights and nobody else's: policies show a person only his or her \
            cases. Sessions begin read-only. With -c or -f the journal holds the statement or the digest of the file; what is \
            typed at the prompt is told by pgaudit, where the site has it.
            """)

    @Option(name: [.customShort("c"), .customLong("command")], help: "Run these statements and end.")
    var statement: String?

    @Option(name: [.customShort("f"), .customLong("file")], help: "Run the statements of this file and end.")
    var file: String?

    @Flag(help: "Let statements change what the log-in may change.")
    var writable = false

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func validate() throws {
        if statement != nil, file != nil { throw ValidationError("give -c or -f, not both") }
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
                throw CommandError("\(file) cannot be read")
            }
            // What runs is what was digested, whatever becomes of the file.
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
