import ArgumentParser

struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Erase all that is stored about a requisition, and prove it.",
        discussion: """
            `relecture erase REQUISITION` is short for `relecture erase run REQUISITION`. The footage itself lies in a \
            store that Relecture only reads: it is not erased, and the certificate lists its digests.
            """,
        subcommands: [EraseRun.self, EraseSchedule.self, EraseDue.self, EraseCertificateShow.self, EraseCheck.self],
        defaultSubcommand: EraseRun.self)
}
