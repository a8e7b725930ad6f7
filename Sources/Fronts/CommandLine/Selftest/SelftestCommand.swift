import ArgumentParser

struct SelftestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "selftest",
        abstract: "Checks on this machine, with its servers, what Relecture promises.",
        subcommands: [SelftestInvariance.self, SelftestFuzz.self, SelftestFaults.self])
}
