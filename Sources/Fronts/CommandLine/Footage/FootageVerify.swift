import ArgumentParser
import Catalogue
import Decoding
import Footage
import Formats
import Operations
import Requisitions

struct FootageVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Read imported files again and prove that they have not changed.",
        discussion: """
            Compares every byte with the digests of the import: of the whole file, and of each 16 MiB, which locates a \
            change. Exit status 1 unless all files are unchanged.
            """)

    @Argument(help: ArgumentHelp("The ids of recordings, all of one requisition.", valueName: "recording"))
    var recordings: [String] = []

    @Option(help: "Verify all recordings of this requisition instead.")
    var requisition: String?

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions
    @OptionGroup var nodes: FootageRootOptions
    @Flag(help: "Show no progress.") var quiet = false

    func validate() throws {
        guard recordings.isEmpty != (requisition == nil) else {
            throw ValidationError("give either recordings or, for all of a requisition, --requisition ID")
        }
    }

    func run() async throws {
        let choice = requisition.map { VerifyFootage.Choice.requisition(RequisitionID(rawValue: $0)) }
        let progress = ProgressLine(.standard(isQuiet: quiet))
        let verifying = VerifyFootage(
            choice ?? .recordings(recordings.map(RecordingID.init(rawValue:))), roots: try nodes.roots()
        ) { now in
            progress.show("reading file \(now.file) of \(now.files)  \(now.bytesDone >> 20) MiB  \(now.path)")
        }
        let findings = try await asking.caller(servers).perform(verifying)
        progress.finish()
        switch list.format {
        case .json: try StandardOutput.line(CanonicalJSON.array(findings.map(\.json)).text)
        case .table:
            var table = TextTable(header: ["ID", "FILE", "PATH", "RESULT"])
            for finding in findings { table.append(finding.row) }
            try StandardOutput.write(table.text)
        }
        guard findings.allSatisfy({ $0.verdict.result == .unchanged }) else { throw ExitCode(1) }
    }
}

extension VerifyFootage.Finding {
    fileprivate var row: [String] { [entry.recording.id.rawValue, entry.originalName, verdict.path, verdict.text] }

    fileprivate var json: CanonicalJSON { verdict.json(of: entry) }
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
