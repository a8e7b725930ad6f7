import ArgumentParser
import Chronology
import Formats
import Journal
import Operations

struct JournalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "List, verify or export the journal: who asked what, when and why.",
        discussion: """
            Every command that touches what a requisition covers first enters what it is about to do, and a second \
            entry if it was refused. Entries are only added, and each is chained to the one before by its digest. \
            Reading the journal is entered too.
            """,
        subcommands: [List.self, JournalVerify.self, JournalAnchorCommand.self, JournalExport.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List entries, oldest first.")

        @Option(help: "List only entries about this requisition. Default: all.") var requisition: String?
        @Option(help: "List only entries after this number.") var after: Int64 = 0
        @OptionGroup var list: ListOptions
        @OptionGroup var servers: ServerOptions
        @OptionGroup var asking: CallerOptions

        func run() async throws {
            let entries = try await asking.caller(servers).perform(
                ListJournal(requisition: requisition, after: after))
            switch list.format {
            case .json: try StandardOutput.line(CanonicalJSON.array(entries.map(\.json)).text)
            case .table:
                var table = TextTable(header: ["ENTRY", "AT", "PERSON", "KIND", "ACT", "SUBJECT", "REASON", "DETAIL"])
                for entry in entries {
                    let subject = entry.subject.isEmpty ? "requisition \(entry.requisition)" : entry.subject
                    table.append([
                        "\(entry.id)", entry.at.rfc3339, entry.person, entry.kind, entry.act,
                        entry.requisition.isEmpty && entry.subject.isEmpty ? "-" : subject, entry.reason, entry.detail,
                    ])
                }
                try StandardOutput.write(table.text)
            }
        }
    }
}
