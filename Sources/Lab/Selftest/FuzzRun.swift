import Foundation

/// Creates damaged files one after the other and tries each.
package struct FuzzRun: Sendable {
    private let seeds: FuzzSeeds
    private let seed: UInt64
    private let trial: FuzzTrial
    private let work: String
    private let keep: String

    /// - Parameters:
    ///   - work: the folder for the damaged files.
    ///   - keep: the folder for those that did harm.
    package init(seeds: FuzzSeeds, seed: UInt64, trial: FuzzTrial, work: String, keep: String) {
        self.seeds = seeds
        self.seed = seed
        self.trial = trial
        self.work = work
        self.keep = keep
    }

    /// - Parameters:
    ///   - jobs: the number of damaged files tried at the same time.
    ///   - show: receives progress messages.
    package func run(
        _ numbers: Range<Int>, jobs: Int, until deadline: ContinuousClock.Instant?, show: (String) -> Void
    ) async throws -> FuzzTally {
        try await withThrowingTaskGroup(of: (Int, String, FuzzTrial.Outcome).self) { group in
            var tally = FuzzTally()
            var waiting = numbers.makeIterator()
            func addNext() {
                guard let number = waiting.next() else { return }
                if let deadline, ContinuousClock.now >= deadline {
                    tally.isCutShort = true
                    return
                }
                group.addTask { try await attempt(number) }
            }
            for _ in 0..<jobs { addNext() }
            while let (number, path, outcome) = try await group.next() {
                tally.add(outcome, number: number, file: try dispose(of: path, number, outcome))
                show("\(tally.count) of \(numbers.count) damaged files, \(tally.reviewed) reviewed to the end")
                addNext()
            }
            return tally
        }
    }

    private func attempt(_ number: Int) async throws -> (Int, String, FuzzTrial.Outcome) {
        var mutator = FileMutator(seed: seed, number: number)
        let original = mutator.pick(seeds.seeds)
        let path = "\(work)/\(number)\(original.suffix)"
        try Data(mutator.mutate(original.bytes)).write(to: URL(fileURLWithPath: path))
        return (number, path, try await trial.run(path))
    }

    /// Removes a harmless file; otherwise keeps it and returns its path.
    private func dispose(of path: String, _ number: Int, _ outcome: FuzzTrial.Outcome) throws -> String {
        defer { try? FileManager.default.removeItem(atPath: path) }
        var isContained = false
        if case .contained = outcome.fate { isContained = true }
        guard isContained || outcome.failure != nil else { return "" }
        try FileManager.default.createDirectory(atPath: keep, withIntermediateDirectories: true)
        let kept = "\(keep)/\(seed)-\((path as NSString).lastPathComponent)"
        try? FileManager.default.removeItem(atPath: kept)
        try FileManager.default.copyItem(atPath: path, toPath: kept)
        return kept
    }
}
