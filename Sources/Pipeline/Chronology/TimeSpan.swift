/// A half-open interval of wall-clock time, `[start, end)`; it may be empty but never runs backwards.
package struct TimeSpan: Hashable, Sendable, Codable {
    package let start: Timestamp
    package let end: Timestamp

    package init(start: Timestamp, end: Timestamp) {
        precondition(start <= end, "a time span ends at or after its start")
        self.start = start
        self.end = end
    }

    /// Length in microseconds.
    package var duration: Int64 { end.microseconds - start.microseconds }
    package var isEmpty: Bool { start == end }

    package func contains(_ time: Timestamp) -> Bool { start <= time && time < end }

    package func overlaps(_ other: TimeSpan) -> Bool { start < other.end && other.start < end }

    /// Returns the common part, or nil if the spans only touch or are disjoint.
    package func intersection(_ other: TimeSpan) -> TimeSpan? {
        let from = max(start, other.start)
        let to = min(end, other.end)
        return from < to ? TimeSpan(start: from, end: to) : nil
    }
}

extension [TimeSpan] {
    /// Returns the union as sorted, disjoint spans. Spans at most `gap` microseconds apart are joined.
    package func joined(acrossGapsUpTo gap: Int64 = 0) -> [TimeSpan] {
        var result: [TimeSpan] = []
        for span in sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) where !span.isEmpty {
            if let last = result.last, span.start.microseconds - last.end.microseconds <= gap {
                result[result.count - 1] = TimeSpan(start: last.start, end: Swift.max(last.end, span.end))
            } else {
                result.append(span)
            }
        }
        return result
    }

    /// Returns the parts of these spans that lie within the others. The others must be disjoint.
    package func clipped(to others: [TimeSpan]) -> [TimeSpan] {
        flatMap { span in others.compactMap { span.intersection($0) } }
    }

    /// Returns the parts of these spans that lie outside the others.
    package func subtracting(_ others: [TimeSpan]) -> [TimeSpan] {
        let holes = others.joined()
        return joined().flatMap { span -> [TimeSpan] in
            var rest: [TimeSpan] = []
            var from = span.start
            for hole in holes where hole.overlaps(span) {
                if from < hole.start { rest.append(TimeSpan(start: from, end: hole.start)) }
                from = Swift.max(from, hole.end)
            }
            if from < span.end { rest.append(TimeSpan(start: from, end: span.end)) }
            return rest
        }
    }
}
