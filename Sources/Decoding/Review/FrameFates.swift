import Chronology
import Footage
import Planning
import Timelines

/// The outcome of each frame of a chunk, and the coverage that follows from it.
struct FrameFates {
    /// In presentation order; the reason is nil if the frame was analysed.
    private var fates: [(time: Timestamp, reason: String?)] = []

    mutating func analysed(_ frame: ScheduledFrame) {
        fates.append((frame.time, nil))
    }

    /// Records a frame that must not be analysed.
    mutating func skipped(_ frame: ScheduledFrame, reason: String) {
        fates.append((frame.time, reason))
    }

    /// Records a frame that repeats the previous picture.
    mutating func repeated(_ frame: ScheduledFrame) {
        fates.append((frame.time, nil))
    }

    /// Records a frame that arrived after it had been counted as a repeat.
    mutating func cameLate(_ frame: ScheduledFrame) {
        guard let place = fates.lastIndex(where: { $0.time == frame.time }) else { return }
        fates[place].reason = fates[place].reason ?? "damaged"
    }

    /// Returns the coverage of the chunk, once all its frames are recorded.
    func coverage(of assignment: ChunkAssignment) -> [CoverageSpan] {
        let pieces = assignment.sources.flatMap(\.pieces).compactMap { $0.intersection(assignment.span) }
            .sorted { $0.start < $1.start }
        var next = 0
        var spans: [CoverageSpan] = []
        for piece in pieces {
            for cell in CellGrid.cells(in: piece) {
                guard let segment = CellGrid.span(of: cell).intersection(piece) else { continue }
                let first = next
                while next < fates.count, fates[next].time < segment.end { next += 1 }
                spans += FrameFates.coverage(of: segment, fates: fates[first..<next])
            }
        }
        return spans.joined()
    }

    private static func coverage(
        of segment: TimeSpan, fates: ArraySlice<(time: Timestamp, reason: String?)>
    ) -> [CoverageSpan] {
        CellCoverage.spans(of: segment, frames: fates.map { ($0.time, $0.reason == nil) }).map { item in
            guard !item.isAnalysed else { return CoverageSpan(span: item.span, state: .analysed) }
            let reason = fates.last { $0.time <= item.span.start && $0.reason != nil }?.reason
            return CoverageSpan(
                span: item.span, state: .undecodable, reason: reason ?? fates.first?.reason ?? "damaged")
        }
    }
}
