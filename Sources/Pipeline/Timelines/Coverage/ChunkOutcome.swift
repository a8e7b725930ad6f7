package import Chronology
import Footage

/// The state of one chunk's review, as needed for the merge.
package struct ChunkOutcome: Hashable, Sendable {
    package enum Progress: Hashable, Sendable {
        case pending
        /// The coverage reported by the accepted attempt.
        case done([CoverageSpan])
        case quarantined(reason: String)
        case skipped
    }

    package let span: TimeSpan
    package let progress: Progress

    package init(span: TimeSpan, progress: Progress) {
        self.span = span
        self.progress = progress
    }

    /// The chunk's coverage, with every moment in one state. Time that a finished attempt does not mention counts as
    /// undecodable: it must never read as "nothing found".
    var coverage: [CoverageSpan] {
        switch progress {
        case .pending: [CoverageSpan(span: span, state: .pending)]
        case .quarantined(let reason): [CoverageSpan(span: span, state: .quarantined, reason: reason)]
        case .skipped: [CoverageSpan(span: span, state: .skipped)]
        case .done(let reported):
            reported
                + [span].subtracting(reported.map(\.span)).map {
                    CoverageSpan(span: $0, state: .undecodable, reason: "no-frames")
                }
        }
    }
}
