import ArgumentParser
import Operations

struct JournalExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes the journal for a magistrate or the data-protection authority.",
        discussion: """
            One JSON object a line: the entries in order, then the signed head of the whole journal. Anybody can compute the \
            digests again: each is the SHA-256 of the netstrings of entry, at, person, login, kind, act, requisition, \
            subject, reason, detail and the hexadecimal digest of the entry before.
            """)

    @Option(help: "Only what is about this requisition. The chain can only be checked on the whole.")
    var requisition: String?

    @Option(help: "To whom it is given.")
    var recipient: String

    @Option(help: "Write to this new file, readable to its owner alone, instead of standard output.")
    var output: String?

    @Flag(help: "Overwrite the file of --output.")
    var force = false

    @OptionGroup var site: SiteKeyOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        let key = try site.key()
        let file = try output.map { try PrivateFile(at: $0, overwriting: force) }
        try await asking.caller(servers).perform(
            ExportJournal(of: requisition, to: recipient, signingWith: key) { text in
                if let file { try file.write(text) } else { try StandardOutput.write(text) }
            })
    }
}
