import Formats
import WorkLedger

/// How far workers are with the labelled clips that `review start --known-answers` asked for.
struct KnownAnswerProgress {
    private let clips: [CheckStatus]

    /// Nil where none were asked for.
    init?(_ checks: [CheckStatus]) {
        clips = checks.filter { $0.chunk == nil }
        if clips.isEmpty { return nil }
    }

    private func count(_ states: CheckState...) -> Int { clips.count { states.contains($0.state) } }

    /// Empty once all are measured: the figures then speak.
    var lines: String {
        guard count(.done) < clips.count else { return "" }
        let failures = clips.filter { $0.state == .failed }.map {
            "             a clip was not measured: \($0.failure)\n"
        }
        return "clips        \(count(.done)) of \(clips.count) labelled clips measured\n" + failures.joined()
    }

    var json: CanonicalJSON {
        .object([
            "asked": .integer(Int64(clips.count)), "measured": .integer(Int64(count(.done))),
            "failures": .array(clips.filter { $0.state == .failed }.map { .string($0.failure) }),
        ])
    }
}
