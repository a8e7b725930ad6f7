package import Chronology
import Footage

/// What is known about a stretch of time in scope: it is in exactly one state.
package struct CoverageSpan: Hashable, Sendable, Codable {
    package enum State: String, Sendable, Codable {
        /// Every frame was analysed; only over such time may anybody say "nothing found".
        case analysed
        /// Not reviewed yet.
        case pending
        /// The footage holds nothing here.
        case gap
        /// The footage is damaged here.
        case undecodable
        /// Reviewing it failed again and again, and was given up.
        case quarantined
        /// Somebody decided not to review it.
        case skipped
    }

    package let span: TimeSpan
    package let state: State
    /// A stable code such as `truncated`; empty where the state says it all. Never the name of a node.
    package let reason: String

    package init(span: TimeSpan, state: State, reason: String = "") {
        self.span = span
        self.state = state
        self.reason = reason
    }
}

extension [CoverageSpan] {
    /// Sorted, with touching spans of the same state and reason as one: the form that does not depend on the cut.
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

    /// Microseconds in scope over which nothing can be said.
    package var durationNotAnalysed: Int64 { reduce(0) { $0 + ($1.state == .analysed ? 0 : $1.span.duration) } }

    /// Microseconds in a state.
    package func duration(in state: CoverageSpan.State) -> Int64 {
        reduce(0) { $0 + ($1.state == state ? $1.span.duration : 0) }
    }
}
