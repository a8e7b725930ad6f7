import ArgumentParser

struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure speed and tracking, as ratios within one run.",
        discussion:
            "Run it on an otherwise idle machine; deploy/docs/benchmarks.md has figures to compare with.",
        subcommands: [
            BenchAnalyse.self, BenchTrack.self, BenchCluster.self, BenchQueue.self, BenchSQL.self, BenchDecode.self,
        ])
}
