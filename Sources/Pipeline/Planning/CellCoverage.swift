package import Chronology
import Footage

/// States which stretches of a cell were analysed and which could not be decoded.
///
/// Coverage is stated per cell, whatever the chunk. The time before a cell's first frame gets that frame's state, and a
/// cell in which no frame begins has nothing to analyse. Coverage therefore does not depend on where chunks were cut.
package enum CellCoverage {
    /// Returns consecutive spans that cover the segment, each with whether it was analysed.
    ///
    /// - Parameters:
    ///   - segment: the part of a cell that one piece of footage covers.
    ///   - frames: the frames that begin in the segment, in order, each with whether it was analysed.
    package static func spans(
        of segment: TimeSpan, frames: [(time: Timestamp, isAnalysed: Bool)]
    ) -> [(span: TimeSpan, isAnalysed: Bool)] {
        guard !frames.isEmpty else { return [(segment, true)] }
        var spans: [(span: TimeSpan, isAnalysed: Bool)] = []
        var start = segment.start
        for (position, frame) in frames.enumerated() {
            let end = position + 1 < frames.count ? frames[position + 1].time : segment.end
            guard start < end else { continue }
            if let last = spans.last, last.isAnalysed == frame.isAnalysed {
                spans[spans.count - 1].span = TimeSpan(start: last.span.start, end: end)
            } else {
                spans.append((TimeSpan(start: start, end: end), frame.isAnalysed))
            }
            start = end
        }
        return spans
    }
}
