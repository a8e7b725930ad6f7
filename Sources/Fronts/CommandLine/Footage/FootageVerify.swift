import ArgumentParser
import Catalogue
import Decoding
import Footage
import Formats
import Journal
import Operations
import Requisitions
import Schema
import Worker

struct FootageVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Reads imported files again and proves that nothing in them changed.",
        discussion: """
            Compares every byte with the digests of the import: of the whole, and of each 16 MiB, so that the place of a \
            change is known. Exit status 1 if any file is not what it was.
            """)

    @Argument(help: ArgumentHelp("Recordings, all of one requisition.", valueName: "recording"))
    var recordings: [String] = []

    @Option(help: "All the recordings of this requisition.")
    var requisition: String?

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking
    @OptionGroup var nodes: FootageRootOptions
    @Flag(help: "Show no progress.") var quiet = false

    func validate() throws {
        guard recordings.isEmpty != (requisition == nil) else {
            throw ValidationError("name recordings, or give --requisition ID for all that it has")
        }
    }

    func run() async throws {
        let roots = try nodes.roots()
        let subject = requisition.map { JournalSubject.requisition($0) } ?? .recording(recordings[0])
        try await asking.act(servers, .consultation, "footage verify", on: subject) { database in
            let entries = try await entries(in: database)
            let progress = ProgressLine(.standard(isQuiet: quiet))
            var verdicts: [(CatalogueEntry, FootageVerdict)] = []
            for (place, entry) in entries.enumerated() {
                let paths = roots.candidates(store: entry.store, path: entry.path)
                let verdict = try await FootageVerifier.verify(entry, at: paths) { done in
                    progress.show("reading file \(place + 1) of \(entries.count)  \(done >> 20) MiB  \(entry.path)")
                }
                verdicts.append((entry, verdict))
            }
            progress.finish()
            switch list.format {
            case .json: try StandardOutput.line(CanonicalJSON.array(verdicts.map { $1.json(of: $0) }).text)
            case .table:
                var table = TextTable(header: ["ID", "FILE", "PATH", "RESULT"])
                for (entry, verdict) in verdicts {
                    table.append([
                        entry.recording.id.rawValue, entry.originalName, verdict.path, verdict.text,
                    ])
                }
                try StandardOutput.write(table.text)
            }
            guard verdicts.allSatisfy({ $1.result == .unchanged }) else { throw ExitCode(1) }
        }
    }

    private func entries(in database: Database) async throws -> [CatalogueEntry] {
        if let requisition {
            let owner = try await database.requisition(RequisitionID(rawValue: requisition))
            let entries = try await database.recordings(of: owner.id)
            guard !entries.isEmpty else { throw CommandError("requisition \(requisition) has no footage to verify") }
            return entries
        }
        let entries = try await database.recordings(recordings.map(RecordingID.init(rawValue:)))
        let known = try await database.requisitions(of: entries.map(\.recording.id))
        guard known.count == 1 else {
            throw CommandError("the recordings are of \(known.count) requisitions: verify those of each by themselves")
        }
        return entries
    }
}

extension FootageVerdict {
    fileprivate var text: String {
        var text = result.rawValue
        if let block {
            text += ": block \(block.number), bytes \(block.bytes.lowerBound) to \(max(block.bytes.upperBound, 1) - 1)"
        }
        return detail.isEmpty ? text : "\(text) (\(detail))"
    }

    fileprivate func json(of entry: CatalogueEntry) -> CanonicalJSON {
        .object([
            "id": .string(entry.recording.id.rawValue), "file": .string(entry.originalName), "path": .string(path),
            "result": .string(result.rawValue), "size": size.map { .integer($0) } ?? .null,
            "importedSize": .integer(entry.size), "sha256": .string(entry.recording.digest), "detail": .string(detail),
            "block": block.map { block in
                .object([
                    "number": .integer(Int64(block.number)), "from": .integer(block.bytes.lowerBound),
                    "to": .integer(block.bytes.upperBound),
                ])
            } ?? .null,
        ])
    }
}
