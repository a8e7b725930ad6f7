import ArgumentParser

struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Erases all that is stored of a requisition, and proves it.",
        discussion: """
            `relecture erase REQUISITION` is `relecture erase run REQUISITION`. The footage itself lies in a store that \
            Relecture only reads: it is not erased, and the certificate lists its digests.
            """,
        subcommands: [EraseRun.self, EraseSchedule.self, EraseDue.self, EraseCertificateShow.self, EraseCheck.self],
        defaultSubcommand: EraseRun.self)
}
