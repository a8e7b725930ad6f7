import ArgumentParser
import Chronology
import Formats
import Operations
import Requisitions

struct EraseDue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "due",
        abstract: "List erasures that are due, under way or near; with --run, perform those that are due.",
        discussion: """
            For a timer (deploy/systemd/relecture-erase.timer). Exit status 0 if no erasure is outstanding; 1 if \
            something is due and was not, or could not be, erased. Near erasures are warnings, not failures; so are \
            requisitions that are closed or expired without an erasure scheduled (unscheduled).
            """)

    @Flag(name: .customLong("run"), help: "Erase what is due, and continue interrupted erasures.")
    var isErasing = false

    @Option(help: "How many days before an erasure to warn of it.")
    var warn = Days(count: 7)

    @Option(help: "A folder for the certificates, as JSON and as text. Default: only print them.")
    var output: String?

    @OptionGroup var backups: BackupOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var site: SiteKeyOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    private static let reason = "erasures that are due"

    func run() async throws {
        let caller = try asking.caller(servers, usual: EraseDue.reason)
        let items = try await caller.perform(ListErasures(warning: warn))
        try show(items)
        let due = items.filter(\.isDue)
        guard !due.isEmpty else { return }
        guard isErasing else {
            throw CommandError("\(due.count) erasures are due: run `relecture erase due --run`")
        }
        let erasing = EraseRequisitions(
            signedWith: try site.key(), order: nil, backupsKept: try backups.kept(), abandoned: [],
            tell: ErasureOutput.tell
        ) { [list, output] in try ErasureOutput.write($0, list.format, folder: output) }
        try await erasing.erase(due.map(\.requisition), for: caller)
    }

    private func show(_ rows: [ListErasures.Item]) throws {
        switch list.format {
        case .json:
            let all = rows.map { row in
                CanonicalJSON.object([
                    "requisition": .string(row.requisition.rawValue), "reference": .string(row.reference),
                    "due": CanonicalJSON.optional(row.on?.rfc3339), "state": .string(row.state.rawValue),
                    "by": CanonicalJSON.optional(row.by),
                ])
            }
            try StandardOutput.line(CanonicalJSON.array(all).text)
        case .table:
            guard !rows.isEmpty else { return }
            var table = TextTable(header: ["STATE", "ON", "REQUISITION", "REFERENCE", "BY"])
            for row in rows {
                table.append([
                    row.state.rawValue, row.on?.rfc3339 ?? "-", row.requisition.rawValue, row.reference, row.by ?? "-",
                ])
            }
            try StandardOutput.write(table.text)
        }
    }
}
