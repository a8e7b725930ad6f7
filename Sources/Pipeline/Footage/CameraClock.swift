package import Chronology

/// A camera's clock against true time, from its measured anchors.
///
/// Between two anchors it is taken to run evenly; before the first and after the last it is off by as much as there.
/// Nothing stored is changed by it: it is applied when somebody asks. `timeline.true_time` computes the same in SQL.
package struct CameraClock: Hashable, Sendable {
    /// By what was shown.
    package let anchors: [ClockAnchor]

    package init(anchors: [ClockAnchor]) {
        self.anchors = anchors.sorted { $0.shown < $1.shown }
    }

    /// What time it truly was when the clock showed a time; as shown where the clock was never measured.
    package func trueTime(shown: Timestamp) -> Timestamp {
        let next = anchors.partitioningIndex { $0.shown > shown }
        guard next > 0 else { return shown.advanced(byMicroseconds: anchors.first?.correction ?? 0) }
        let before = anchors[next - 1]
        guard next < anchors.count else { return shown.advanced(byMicroseconds: before.correction) }
        let after = anchors[next]
        func step(_ from: Timestamp, _ to: Timestamp) -> Int128 { Int128(to.microseconds) - Int128(from.microseconds) }
        // In 128 bits: the product of two spans of a year in microseconds does not fit in 64.
        let passed = step(before.trueTime, after.trueTime) * step(before.shown, shown) / step(before.shown, after.shown)
        return before.trueTime.advanced(byMicroseconds: Int64(passed))
    }

    /// How far a true time may be off, either way, in microseconds: the larger uncertainty of the anchors around it.
    /// nil: nobody knows.
    package func uncertainty(shown: Timestamp) -> Int64? {
        let before = anchors.last { $0.shown <= shown }
        let after = anchors.first { $0.shown > shown }
        return [before, after].compactMap { $0?.uncertainty }.max()
    }

    /// The first anchor against which the clock would have run backwards, or stood still, until another one. One for
    /// the same shown time is no contradiction: it would be replaced.
    package func anchor(contradicting anchor: ClockAnchor) -> ClockAnchor? {
        anchors.first { other in
            let isBefore = other.shown < anchor.shown
            return other.shown != anchor.shown
                && (isBefore ? other.trueTime >= anchor.trueTime : other.trueTime <= anchor.trueTime)
        }
    }
}
