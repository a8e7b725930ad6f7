import ArgumentParser
import Chronology
import Formats
import Operations
import Requisitions

struct EraseDue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "due",
        abstract: "Lists the erasures that are due, under way or near; --run does those that are due.",
        discussion: """
            For a timer (deploy/systemd/relecture-erase.timer). Status 0: nothing waits to be erased; 1: something does, and \
            was not or could not be. What is near is a warning and no failure; so is a requisition that is closed, or whose \
            term is over, and of whose erasure nobody has said anything (unscheduled).
            """)

    @Flag(name: .customLong("run"), help: "Erase what is due, and go on with what was interrupted.")
    var isErasing = false

    @Option(help: "How many days before an erasure it is warned of.")
    var warn = Days(count: 7)

    @Option(help: "A folder for the certificates, as JSON and as text.")
    var output: String?

    @OptionGroup var backups: BackupOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var site: SiteKeyOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    private static let reason = "erasures that are due"

    func run() async throws {
        let caller = try asking.caller(servers, usual: EraseDue.reason)
        let items = try await caller.perform(ListErasures(warning: warn))
        try show(items)
        let due = items.filter(\.isDue)
        guard !due.isEmpty else { return }
        guard isErasing else {
            throw CommandError("\(due.count) erasures are due: `relecture erase due --run` does them")
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
