import ArgumentParser
import Formats
import Operations
import Requisitions

struct EraseRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Erase requisitions and print a signed certificate for each.",
        discussion: """
            A requisition can be erased once it is closed, has expired, or is due by schedule; before that, --order \
            must name who ordered the erasure, and what runs under the requisition is cancelled first. Drops \
            partitions, deletes rows, exports made on this machine and tickets, then rewrites the tables, which locks \
            each for a while: choose a quiet hour, and name several requisitions at once rather than one after the \
            other. If interrupted, run it again to continue. Requires database-owner credentials, the broker and the \
            site key.
            """)

    @Argument(help: ArgumentHelp("The ids of the requisitions.", valueName: "requisition"))
    var ids: [String]

    @Option(help: "Who ordered the erasure; needed before the requisition is closed, has expired or is due.")
    var order: String?

    @Flag(help: "Erase nothing, and prove that nothing is left; exit status 1, and a list, if something is.")
    var verify = false

    @Option(
        name: .customLong("leave"),
        help:
            "Leave the exports of this unreachable machine; the certificate lists them. Otherwise erase them there."
    )
    var abandoned: [String] = []

    @Option(help: "A folder for the certificates, as JSON and as text. Default: only print them.")
    var output: String?

    @OptionGroup var backups: BackupOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var site: SiteKeyOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        if verify { return try await proveAll() }
        let erasing = EraseRequisitions(
            signedWith: try site.key(), order: order, backupsKept: try backups.kept(), abandoned: abandoned,
            tell: ErasureOutput.tell
        ) { [list, output] in try ErasureOutput.write($0, list.format, folder: output) }
        try await erasing.erase(ids.map(RequisitionID.init(rawValue:)), for: try asking.caller(servers))
    }

    private func proveAll() async throws {
        let caller = try asking.caller(servers)
        var faults: [String] = []
        for id in ids { faults += try await caller.perform(ProveErasure(of: RequisitionID(rawValue: id))) }
        switch list.format {
        case .json:
            try StandardOutput.line(
                CanonicalJSON.object([
                    "erased": .bool(faults.isEmpty), "left": .array(faults.map { .string($0) }),
                ]).text)
        case .table:
            try StandardOutput.write(
                faults.isEmpty
                    ? "nothing left  no row, partition, export or ticket\n" : faults.map { $0 + "\n" }.joined())
        }
        guard faults.isEmpty else {
            throw CommandError(
                "\(faults.count) things are left of what was to be erased: run `relecture erase` to erase them")
        }
    }
}

/// How long backups of the database outlive an erasure.
struct BackupOptions: ParsableArguments {
    @Option(
        help: """
            How long backups of the database are kept; the certificate states until when they hold the erased data. \
            Default: RELECTURE_BACKUPS_KEPT, or 30d.
            """)
    var backupsKept: Days?

    func kept() throws -> Days {
        try Setting.value(backupsKept, "RELECTURE_BACKUPS_KEPT", "a number of days, such as 30d") ?? Days(count: 30)
    }
}

/// Reads `30d`, or a bare number of days.
extension Days: ExpressibleByArgument {
    package init?(argument: String) {
        guard let count = Int64(argument.hasSuffix("d") ? String(argument.dropLast()) : argument),
            (0...36_500).contains(count)
        else { return nil }
        self.init(count: count)
    }

    package var defaultValueDescription: String { "\(count)d" }
}
