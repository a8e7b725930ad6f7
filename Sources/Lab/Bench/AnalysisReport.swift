package import Decoding
package import Formats
import Foundation

/// The output of `bench analyse`. Reports the round whose ratio is the median of all.
package struct AnalysisReport {
    private let footage: ProbedFootage
    private let rounds: [AnalysisRound]

    /// - Precondition: `rounds` is not empty.
    package init(footage: ProbedFootage, rounds: [AnalysisRound]) {
        self.footage = footage
        self.rounds = rounds
    }

    private var median: AnalysisRound { rounds.sorted { $0.ratio < $1.ratio }[rounds.count / 2] }

    /// Peak memory of this process so far, in megabytes.
    private static var peakMemory: Int64 {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Int64(usage.ru_maxrss) / 1_024
    }

    private var stages: [(name: String, nanoseconds: Int64)] {
        let round = median
        return StageClock.Stage.allCases.map { ($0.rawValue, round.stages[$0] ?? 0) } + [("linking", round.linking)]
    }

    package var json: CanonicalJSON {
        let round = median
        func seconds(_ nanoseconds: Int64) -> CanonicalJSON { .tenThousandths((nanoseconds + 50_000) / 100_000) }
        func ratio(_ value: Double) -> CanonicalJSON { .tenThousandths(Int64((value * 10_000).rounded())) }
        return .object([
            "file": .string(footage.path), "codec": .string(footage.codec),
            "width": .integer(Int64(footage.width)), "height": .integer(Int64(footage.height)),
            "frames": .integer(Int64(round.frames)), "tracks": .integer(Int64(round.tracks)),
            "decode_cpu": seconds(round.decoding), "analyse_cpu": seconds(round.analysing),
            "ratio": ratio(round.ratio), "ratios": .array(rounds.map { ratio($0.ratio) }),
            "peak_rss_mb": .integer(AnalysisReport.peakMemory),
            "stages": .object(Dictionary(uniqueKeysWithValues: stages.map { ($0.name, seconds($0.nanoseconds)) })),
        ])
    }

    package var table: String {
        let round = median
        func milliseconds(_ nanoseconds: Int64) -> String {
            String(format: "%.3f", Double(nanoseconds) / 1e6 / Double(max(1, round.frames)))
        }
        func share(_ nanoseconds: Int64) -> String {
            String(format: "%.2f %%", 100 * Double(nanoseconds) / Double(max(1, round.decoding)))
        }
        var table = TextTable(header: ["STEP", "MS A FRAME", "OF DECODING"])
        table.append(["decoding", milliseconds(round.decoding), "100 %"])
        for stage in stages { table.append([stage.name, milliseconds(stage.nanoseconds), share(stage.nanoseconds)]) }
        table.append(["all", milliseconds(round.analysing), share(round.analysing)])
        let all = rounds.map { String(format: "%.3f", $0.ratio) }.joined(separator: " ")
        return """
            \(footage.path): \(footage.codec) \(footage.width)x\(footage.height), \(round.frames) frames, \
            \(round.tracks) tracks
            \(table.text)ratio \(String(format: "%.3f", round.ratio)) (\(all)), at most \
            \(AnalysisReport.peakMemory) MB of memory

            """
    }
}
