import ArgumentParser
import Operations

struct JournalExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the journal for a magistrate or the data-protection authority.",
        discussion: """
            Writes one JSON object per line: the entries in order, then the signed head of the whole journal. Anyone \
            can recompute the digests: each is the SHA-256 of the netstrings of entry, at, person, login, kind, act, \
            requisition, subject, reason, detail and the hexadecimal digest of the previous entry.
            """)

    @Option(help: "Export only entries about this requisition. The chain can be verified only on the whole journal.")
    var requisition: String?

    @Option(help: "The recipient of the export.")
    var recipient: String

    @Option(help: "A new file to write to, readable only by its owner. Default: standard output.")
    var output: String?

    @Flag(help: "Overwrite the --output file if it exists.")
    var force = false

    @OptionGroup var site: SiteKeyOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        let key = try site.key()
        let file = try output.map { try PrivateFile(at: $0, overwriting: force) }
        try await asking.caller(servers).perform(
            ExportJournal(of: requisition, to: recipient, signingWith: key) { text in
                if let file { try file.write(text) } else { try StandardOutput.write(text) }
            })
    }
}
