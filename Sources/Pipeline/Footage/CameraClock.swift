package import Chronology

/// A camera's clock against true time, from its measured anchors.
///
/// The clock is assumed to run evenly between two anchors. Before the first anchor and after the last, that anchor's
/// offset applies. Stored times stay as they are; offsets are applied when results are queried. `timeline.true_time`
/// computes the same in SQL.
package struct CameraClock: Hashable, Sendable {
    /// Ordered by shown time.
    package let anchors: [ClockAnchor]

    package init(anchors: [ClockAnchor]) {
        self.anchors = anchors.sorted { $0.shown < $1.shown }
    }

    /// Returns the true time at which the clock showed a time; the shown time itself if the clock was never measured.
    package func trueTime(shown: Timestamp) -> Timestamp {
        let next = anchors.partitioningIndex { $0.shown > shown }
        guard next > 0 else { return shown.advanced(byMicroseconds: anchors.first?.correction ?? 0) }
        let before = anchors[next - 1]
        guard next < anchors.count else { return shown.advanced(byMicroseconds: before.correction) }
        let after = anchors[next]
        func step(_ from: Timestamp, _ to: Timestamp) -> Int128 { Int128(to.microseconds) - Int128(from.microseconds) }
        // In 128 bits: the product of two one-year spans in microseconds does not fit in 64.
        let passed = step(before.trueTime, after.trueTime) * step(before.shown, shown) / step(before.shown, after.shown)
        return before.trueTime.advanced(byMicroseconds: Int64(passed))
    }

    /// Returns how far a true time may be off in either direction, in microseconds: the larger uncertainty of the
    /// anchors around it. Nil if the clock was never measured.
    package func uncertainty(shown: Timestamp) -> Int64? {
        let before = anchors.last { $0.shown <= shown }
        let after = anchors.first { $0.shown > shown }
        return [before, after].compactMap { $0?.uncertainty }.max()
    }

    /// Returns the first anchor relative to which the clock would have stood still or run backwards. An anchor for the
    /// same shown time is no contradiction: the new one would replace it.
    package func anchor(contradicting anchor: ClockAnchor) -> ClockAnchor? {
        anchors.first { other in
            let isBefore = other.shown < anchor.shown
            return other.shown != anchor.shown
                && (isBefore ? other.trueTime >= anchor.trueTime : other.trueTime <= anchor.trueTime)
        }
    }
}
