import ArgumentParser

struct SelftestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "selftest",
        abstract: "Check on this machine, with its servers, that Relecture keeps its promises.",
        subcommands: [SelftestInvariance.self, SelftestFuzz.self, SelftestFaults.self])
}
