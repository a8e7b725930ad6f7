package import Chronology
import Footage

/// Which stretches of a cell were analysed and which were not decodable.
///
/// Stated cell by cell whatever the chunk: the time before a cell's first frame shares that frame's fate, and a cell in
/// which no frame begins has nothing to analyse. So no coverage depends on where chunks were cut.
package enum CellCoverage {
    /// - Parameters:
    ///   - segment: the part of a cell that one piece of footage covers.
    ///   - frames: the frames that begin in it, in order, each with whether it was analysed.
    /// - Returns: consecutive spans covering the segment, each with whether it was analysed.
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
