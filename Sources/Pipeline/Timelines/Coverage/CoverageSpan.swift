package import Chronology
import Footage

/// The coverage of a stretch of time in scope. Every moment is in exactly one state.
package struct CoverageSpan: Hashable, Sendable, Codable {
    package enum State: String, Sendable, Codable {
        /// Every frame was analysed. Only this state supports the statement "nothing found".
        case analysed
        /// Not reviewed yet.
        case pending
        /// There is no footage for this time.
        case gap
        /// The footage of this time is damaged.
        case undecodable
        /// Reviewing it failed repeatedly and was given up.
        case quarantined
        /// A person decided not to review it, or it was imported after the review was planned.
        case skipped
    }

    package let span: TimeSpan
    package let state: State
    /// A stable code such as `truncated`; empty if the state needs no explanation. Never the name of a node.
    package let reason: String

    package init(span: TimeSpan, state: State, reason: String = "") {
        self.span = span
        self.state = state
        self.reason = reason
    }
}

extension [CoverageSpan] {
    /// Returns the spans sorted, with adjoining spans of the same state and reason joined. This form does not depend on
    /// how the work was cut.
    package func joined() -> [CoverageSpan] {
        var result: [CoverageSpan] = []
        for item in sorted(by: { $0.span.start < $1.span.start }) where !item.span.isEmpty {
            if let last = result.last, last.span.end == item.span.start, last.state == item.state,
                last.reason == item.reason
            {
                let span = TimeSpan(start: last.span.start, end: item.span.end)
                result[result.count - 1] = CoverageSpan(span: span, state: item.state, reason: item.reason)
            } else {
                result.append(item)
            }
        }
        return result
    }

    /// Microseconds in scope that were not analysed.
    package var durationNotAnalysed: Int64 { reduce(0) { $0 + ($1.state == .analysed ? 0 : $1.span.duration) } }

    /// Returns the microseconds in a state.
    package func duration(in state: CoverageSpan.State) -> Int64 {
        reduce(0) { $0 + ($1.state == state ? $1.span.duration : 0) }
    }
}
