import ArgumentParser
import Operations

struct RegisterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register", abstract: "Publish figures on how the software is used.",
        subcommands: [Publish.self])

    struct Publish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write counts by month and service to register.html and register.csv.",
            discussion: """
                Counts requisitions, cameras, hours of footage reviewed, functions used, refusals, and erasures on \
                time and late. Shows no reference, name or camera. Small counts are suppressed, and so are totals that \
                would reveal them. A month is published only once it is over; otherwise two editions could be \
                subtracted.
                """)

        @Option(help: "The folder to write to.")
        var output: String

        @Option(help: "The first month, such as 2026-01. Default: the first month with entries.")
        var from: String?

        @Option(help: "The last month. Default: the last month that is over.")
        var to: String?

        @Option(help: "The service to show for entries that name none.")
        var service = "all services"

        @Option(help: "The smallest count to show; smaller ones are suppressed.")
        var smallest = 5

        @Flag(help: "Include the current month, for inspection and not for publication.")
        var unfinished = false

        @OptionGroup var servers: ServerOptions
        @OptionGroup var asking: CallerOptions

        func validate() throws {
            if smallest < 2 { throw ValidationError("--smallest must be 2 or more") }
            for month in [from, to].compactMap(\.self) where RegisterMonths.number(month) == nil {
                throw ValidationError("\"\(month)\" is not a month: write it like 2026-01")
            }
        }

        func run() async throws {
            let publishing = PublishRegister(
                to: output, from: from, to: to, unnamed: service, smallest: Int64(smallest),
                includesUnfinished: unfinished, written: { try StandardOutput.line($0) })
            try await asking.caller(servers).perform(publishing)
        }
    }
}
