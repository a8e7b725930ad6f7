import ArgumentParser
import Chronology
import Erasure
import Footage
import Formats
import Journal
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

    /// A line of what is shown.
    private struct Row {
        let state: String
        let on: Timestamp?
        let requisition: RequisitionID
        let reference: String
        let by: String?
    }

    func run() async throws {
        let (open, expiring) = try await asking.act(
            servers, .consultation, "erase due", usual: EraseDue.reason
        ) { database in
            (
                try await database.erasures().filter { $0.step != .done },
                try await database.expiring(within: warn.microseconds)
            )
        }
        let waiting = open.filter { $0.word(warning: warn) != "later" }
        let rows = waiting.map {
            Row(
                state: $0.word(warning: warn), on: $0.due, requisition: $0.requisition, reference: $0.reference,
                by: $0.scheduledBy ?? $0.orderedBy)
        }
        // Over without a word about their erasure: somebody has to say it.
        let unscheduled = expiring.map {
            Row(state: "unscheduled", on: $0.at, requisition: $0.requisition, reference: $0.reference, by: nil)
        }
        try show(rows + unscheduled)
        let due = waiting.filter { $0.word(warning: warn) != "soon" }
        guard !due.isEmpty else { return }
        guard isErasing else {
            throw CommandError("\(due.count) erasures are due: `relecture erase due --run` does them")
        }
        let erasing = Erasing(
            key: try site.key(), servers: servers, asking: asking, backupsKept: try backups.kept(), abandoned: [])
        try await erasing.erase(due.map(\.requisition), order: nil, usual: EraseDue.reason) { certificate in
            try ErasureOutput.write(certificate, list.format, folder: output)
        }
    }

    private func show(_ rows: [Row]) throws {
        switch list.format {
        case .json:
            let all = rows.map { row in
                CanonicalJSON.object([
                    "requisition": .string(row.requisition.rawValue), "reference": .string(row.reference),
                    "due": CanonicalJSON.optional(row.on?.rfc3339), "state": .string(row.state),
                    "by": CanonicalJSON.optional(row.by),
                ])
            }
            try StandardOutput.line(CanonicalJSON.array(all).text)
        case .table:
            guard !rows.isEmpty else { return }
            var table = TextTable(header: ["STATE", "ON", "REQUISITION", "REFERENCE", "BY"])
            for row in rows {
                table.append([
                    row.state, row.on?.rfc3339 ?? "-", row.requisition.rawValue, row.reference, row.by ?? "-",
                ])
            }
            try StandardOutput.write(table.text)
        }
    }
}

extension ErasureRecord {
    /// `interrupted`, `due`, `soon` or `later`.
    fileprivate func word(warning: Days) -> String {
        guard step == .scheduled, let due else { return "interrupted" }
        if due <= now { return "due" }
        return due <= now.advanced(byMicroseconds: warning.microseconds) ? "soon" : "later"
    }
}
