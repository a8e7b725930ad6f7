import ArgumentParser

struct EvidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence", abstract: "Make and verify signed bags of a review's findings.",
        subcommands: [EvidenceExport.self, EvidenceVerify.self])
}
