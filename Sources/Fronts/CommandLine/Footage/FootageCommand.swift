import ArgumentParser
import Catalogue
import Chronology
import Footage
import Formats
import Operations
import Requisitions

struct FootageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "footage", abstract: "Import, list and verify recordings.",
        subcommands: [Import.self, List.self, FootageVerify.self, FootageStore.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Import video files into a requisition and print the id of each recording.",
            discussion: """
                Reads every file once, for its frame index, SHA-256 and wall-clock start; decodes nothing and changes \
                nothing. The same file twice is one recording. If interrupted, run the same command again to continue. \
                Files that cannot be read are named with a remedy, and the rest is imported (exit status 3).
                """)

        @Argument(help: ArgumentHelp("Files, or folders of one or more cameras.", valueName: "path"))
        var paths: [String]

        @Option(help: "The id of the requisition that covers the footage.")
        var requisition: String

        @OptionGroup var intake: IntakeOptions
        @OptionGroup var delivery: DeliveryOptions
        @OptionGroup var servers: ServerOptions
        @OptionGroup var asking: CallerOptions
        @OptionGroup var nodes: FootageRootOptions
        @OptionGroup var sandbox: SandboxOptions
        @Flag(help: "Show no progress.") var quiet = false

        func run() async throws {
            try await sandbox.check()
            let progress = ProgressLine(.standard(isQuiet: quiet))
            let importing = ImportFootage(
                of: paths, into: RequisitionID(rawValue: requisition), survey: intake.survey(try sandbox.probeWalls()),
                delivery: delivery.delivery, place: try nodes.placing()
            ) { report in
                progress.show(IntakeOptions.line(report))
            } imported: { id, footage in
                if let footage { progress.note(IntakeOptions.note(footage)) }
                try StandardOutput.line(id.rawValue)
            } finished: { outcome in
                progress.finish()
                IntakeOptions.tell(outcome)
            }
            let outcome = try await asking.caller(servers, role: "import").perform(importing)
            if !outcome.failures.isEmpty { throw ExitCode(3) }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the recordings of a requisition, and the source of their times.")

        @Option(help: "The id of the requisition.")
        var requisition: String

        @OptionGroup var list: ListOptions
        @OptionGroup var servers: ServerOptions
        @OptionGroup var asking: CallerOptions

        func run() async throws {
            let listed = try await asking.caller(servers).perform(
                ListFootage(of: RequisitionID(rawValue: requisition)))
            switch list.format {
            case .json:
                let entries = listed.entries.map { $0.json(delivered: listed.deliveries) }
                try StandardOutput.line(CanonicalJSON.array(entries).text)
            case .table:
                var table = TextTable(header: ["ID", "CAMERA", "FILE", "START", "LENGTH", "CLOCK", "PICTURES", "NOTES"])
                for entry in listed.entries { table.append(entry.row(delivered: listed.deliveries)) }
                try StandardOutput.write(table.text)
            }
        }
    }
}

extension CatalogueEntry {
    fileprivate func row(delivered all: [RecordedDelivery]) -> [String] {
        var notes = recording.damage.map { "\($0.reason) from \($0.span.start)" }
        if timeSource != .container { notes.append("timestamps \(timeSource.rawValue)") }
        if recording.runs.count > 1 { notes.append("\(recording.runs.count - 1) gaps inside") }
        notes += all.filter { $0.recording == recording.id }.map(\.note)
        return [
            recording.id.rawValue, recording.camera.rawValue, originalName, recording.start.rfc3339,
            Durations.clock(span.duration), recording.clock, "\(frames) \(width)x\(height) \(codec)",
            notes.joined(separator: "; "),
        ]
    }
}

extension RecordedDelivery {
    /// The delivery in a few words, for a table.
    fileprivate var note: String {
        let parts = [
            delivery.by.isEmpty ? "" : "by \(delivery.by)", delivery.at.map { "at \($0)" } ?? "",
            delivery.seal.isEmpty ? "" : "seal \(delivery.seal)",
            delivery.medium.isEmpty ? "" : "on \(delivery.medium)",
        ]
        return "delivered " + parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
