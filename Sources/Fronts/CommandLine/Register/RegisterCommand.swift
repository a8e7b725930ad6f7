import ArgumentParser
import Operations

struct RegisterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register", abstract: "What the public may know of how the software is used.",
        subcommands: [Publish.self])

    struct Publish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes counts by month and service, as register.html and register.csv.",
            discussion: """
                Requisitions, cameras, hours of footage reviewed, functions used, refusals, erasures on time and late. No \
                reference, no name, no camera. Small counts are not told, nor totals that would give them away. A month is \
                published when it is over: else two editions could be subtracted.
                """)

        @Option(help: "The folder to write to.")
        var output: String

        @Option(help: "The first month, such as 2026-01. Default: the first with anything in it.")
        var from: String?

        @Option(help: "The last month. Default: the last that is over.")
        var to: String?

        @Option(help: "The name under which stands what names no service of its own.")
        var service = "all services"

        @Option(help: "Counts below this are not told.")
        var smallest = 5

        @Flag(help: "The current month too: to look at, not to publish.")
        var unfinished = false

        @OptionGroup var servers: ServerOptions
        @OptionGroup var asking: Asking

        func validate() throws {
            if smallest < 2 { throw ValidationError("--smallest takes 2 or more") }
            for month in [from, to].compactMap(\.self) where RegisterMonths.number(month) == nil {
                throw ValidationError("\"\(month)\" is no month: give it like 2026-01")
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
