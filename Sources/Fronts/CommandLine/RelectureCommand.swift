import ArgumentParser
import Operations

struct RelectureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relecture",
        abstract: "Review recorded CCTV footage for judicial requisitions, on one machine or many.",
        discussion: """
            The whole job in one command, with private servers:

              relecture run footage/ --reference 2026/1234 --authority "order of 3 March 2026"

            The same, step by step: local start, requisition open, footage import, review start, coordinator run,
            worker run, review watch, timeline.

            Exit status: 0 done; 1 failed; 3 done, but part of the footage could not be read or reviewed; 64 wrong \
            usage.
            """,
        version: Build.version,
        groupedSubcommands: [
            CommandGroup(name: "The whole job:", subcommands: [RunCommand.self]),
            CommandGroup(
                name: "Step by step:",
                subcommands: [
                    RequisitionCommand.self, FootageCommand.self, ClockCommand.self, ReviewCommand.self,
                    TimelineCommand.self, KnownAnswerCommand.self,
                ]),
            CommandGroup(
                name: "Custody:",
                subcommands: [
                    EvidenceCommand.self, JournalCommand.self, SiteKeyCommand.self, EraseCommand.self,
                    RegisterCommand.self, BuildStatementCommand.self,
                ]),
            CommandGroup(name: "Accounts:", subcommands: [AccountCommand.self, PersonCommand.self, SQLCommand.self]),
            CommandGroup(
                name: "The cluster:",
                subcommands: [
                    CoordinatorCommand.self, WorkerCommand.self, QueueCommand.self, ChunkCommand.self,
                    DatabaseCommand.self,
                    LocalCommand.self,
                ]),
            CommandGroup(
                name: "Help, samples and measurements:",
                subcommands: [
                    DoctorCommand.self, SampleFootageCommand.self, SelftestCommand.self, BenchCommand.self,
                ]),
            CommandGroup(
                name: "Internal:",
                subcommands: [
                    ReviewChunkCommand.self, ProbeFileCommand.self, ExtractFootageCommand.self,
                    SandboxTrialCommand.self,
                ]),
        ])
}
