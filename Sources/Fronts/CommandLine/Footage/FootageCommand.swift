import ArgumentParser
import Catalogue
import Chronology
import Decoding
import Footage
import Formats
import Journal
import Operations
import Requisitions
import Schema
import Worker

struct FootageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "footage", abstract: "Imports recordings and lists them.",
        subcommands: [Import.self, List.self, FootageVerify.self, FootageStore.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Imports video files into a requisition and prints the id of each recording.",
            discussion: """
                Reads every file once: frame index, SHA-256, wall-clock start. Decodes nothing, changes nothing. The same \
                file twice is one recording. Interrupted, the same command goes on where it was. What cannot be read is \
                named with its remedy, and the rest is imported (exit status 3).
                """)

        @Argument(help: ArgumentHelp("Files, or folders of one or more cameras.", valueName: "path"))
        var paths: [String]

        @Option(help: "The requisition that covers the footage.")
        var requisition: String

        @OptionGroup var intake: IntakeOptions
        @OptionGroup var delivery: DeliveryOptions
        @OptionGroup var servers: ServerOptions
        @OptionGroup var asking: Asking
        @OptionGroup var nodes: FootageRootOptions
        @OptionGroup var sandbox: SandboxOptions
        @Flag(help: "Show no progress.") var quiet = false

        func run() async throws {
            try await sandbox.check()
            try await asking.act(
                servers, .collection, "footage import", on: .requisition(requisition), role: "import",
                read)
        }

        private func read(into database: Database) async throws {
            let requisition = try await database.requisition(RequisitionID(rawValue: requisition))
            let importer = try FootageImporter(
                database: database, requisition: requisition, place: try nodes.placing())
            let found = FootageFinder.files(under: paths)
            let progress = ProgressLine(.standard(isQuiet: quiet))
            var count = 0
            let failures = try await intake.survey(try sandbox.probeWalls()).read(found) { report in
                progress.show(IntakeOptions.line(report))
            } isKnown: { candidate, camera in
                guard intake.start == nil,
                    let known = try await importer.recording(at: candidate.path, of: camera)
                else { return false }
                try await note(candidate.path, known, database)
                count += 1
                try StandardOutput.line(known.rawValue)
                return true
            } onPlaced: { footage in
                let id = try await importer.store(footage)
                try await note(footage.probed.path, id, database)
                count += 1
                progress.note(IntakeOptions.note(footage))
                try StandardOutput.line(id.rawValue)
            }
            progress.finish()
            try IntakeOptions.report(failures, imported: count)
        }

        private func note(_ path: String, _ recording: RecordingID, _ database: Database) async throws {
            guard let delivery = delivery.delivery(ofFile: path) else { return }
            try await database.add(delivery, of: recording, by: try await asking.actor(in: database))
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the recordings of a requisition, with where their times come from.")

        @Option(help: "The requisition.")
        var requisition: String

        @OptionGroup var list: ListOptions
        @OptionGroup var servers: ServerOptions
        @OptionGroup var asking: Asking

        func run() async throws {
            try await asking.act(servers, .consultation, "footage list", on: .requisition(requisition)) { database in
                let owner = try await database.requisition(RequisitionID(rawValue: requisition))
                let entries = try await database.recordings(of: owner.id)
                let deliveries = try await database.deliveries(of: owner.id)
                switch list.format {
                case .json:
                    try StandardOutput.line(CanonicalJSON.array(entries.map { $0.json(delivered: deliveries) }).text)
                case .table:
                    var table = TextTable(header: ["ID", "CAMERA", "FILE", "START", "LENGTH", "CLOCK", "PICTURES", "NOTES"])
                    for entry in entries { table.append(entry.row(delivered: deliveries)) }
                    try StandardOutput.write(table.text)
                }
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

    var json: CanonicalJSON {
        .object([
            "id": .string(recording.id.rawValue), "camera": .string(recording.camera.rawValue),
            "file": .string(originalName), "store": .string(store), "path": .string(path), "size": .integer(size),
            "sha256": .string(recording.digest), "start": .string(span.start.rfc3339),
            "end": .string(span.end.rfc3339), "clock": .string(recording.clock), "clockText": .string(clockText),
            "timestamps": .string(timeSource.rawValue), "container": .string(container), "codec": .string(codec),
            "width": .integer(Int64(width)), "height": .integer(Int64(height)), "frames": .integer(Int64(frames)),
            "runs": .array(recording.runs.map { .object(CanonicalJSON.span($0)) }),
            "damage": .array(
                recording.damage.map { damage in
                    var members = CanonicalJSON.span(damage.span)
                    members["reason"] = .string(damage.reason)
                    return .object(members)
                }),
        ])
    }
}
