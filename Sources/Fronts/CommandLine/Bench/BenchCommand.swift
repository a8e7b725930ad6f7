import ArgumentParser

struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measures speed and tracking, as ratios within one run.",
        discussion:
            "Run it on a machine that does nothing else; deploy/docs/benchmarks.md holds figures to compare with.",
        subcommands: [
            BenchAnalyse.self, BenchTrack.self, BenchCluster.self, BenchQueue.self, BenchSQL.self, BenchDecode.self,
        ])
}
