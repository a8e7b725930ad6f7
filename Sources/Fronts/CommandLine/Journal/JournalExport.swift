import ArgumentParser
import Formats
import Journal
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
        let subject = requisition.map { JournalSubject.requisition($0) } ?? .everything
        try await asking.act(
            servers, .communication, "journal export", on: subject, detail: "to \(recipient)"
        ) { database in
            var lines: [String] = []
            let head = try await database.verifyJournal()
            try await database.eachJournalEntry(requisition: requisition) { lines.append($0.json.text) }
            lines.append(try JournalAnchor(head, signedWith: key).json.text)
            let text = lines.map { $0 + "\n" }.joined()
            if let file { try file.write(text) } else { try StandardOutput.write(text) }
        }
    }
}
