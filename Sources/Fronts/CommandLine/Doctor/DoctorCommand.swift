import ArgumentParser
import Formats
import Operations

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check what is installed and reachable, and suggest remedies.",
        discussion: "Exit status 1 if a check failed.")

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var nodes: FootageRootOptions
    @OptionGroup var walls: SandboxOptions

    func run() async throws {
        let examination = Examination(
            servers: servers.areGiven ? Result { try servers.servers() } : nil,
            broker: Result { try servers.broker() },
            footageRoot: Result {
                _ = try nodes.roots()
                return nodes.text
            }, walls: Result { try walls.walls() })
        let findings = await examination.findings()
        switch list.format {
        case .table:
            var table = TextTable(header: ["CHECK", "VERDICT", "FINDING"])
            for finding in findings { table.append([finding.subject, finding.verdict.rawValue, finding.text]) }
            try StandardOutput.write(table.text)
        case .json:
            let items = findings.map { finding in
                CanonicalJSON.object([
                    "check": .string(finding.subject), "verdict": .string(finding.verdict.rawValue),
                    "finding": .string(finding.text),
                ])
            }
            try StandardOutput.line(CanonicalJSON.array(items).text)
        }
        let failed = findings.filter { $0.verdict == .failed }
        if let first = failed.first { throw CommandError("\(first.subject): \(first.text)") }
    }
}
