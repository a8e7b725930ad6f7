package import Chronology
import Footage

/// How far the review of one chunk is, as the merge needs it.
package struct ChunkOutcome: Hashable, Sendable {
    package enum Progress: Hashable, Sendable {
        case pending
        /// The coverage that its accepted attempt reported.
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

    /// The chunk's span, every moment in one state. What a finished attempt does not mention counts as not decodable:
    /// silence must never read as "nothing found".
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
