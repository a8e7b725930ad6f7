import Analysis
import ChunkPlanning
import Footage
import Timelines

/// Takes the frames of a chunk in order, analyses them cell by cell, and keeps the books on what was covered.
struct CellReview {
    private let assignment: ChunkAssignment
    private var analyser: CellAnalyser?
    private var cell: Int64?
    private var size = (width: 0, height: 0)
    /// The fate of each frame: nil where it was analysed, else why not.
    private var fates: [(time: Timestamp, reason: String?)] = []
    private(set) var tracklets: [Tracklet] = []
    private(set) var framesAnalysed = 0

    init(assignment: ChunkAssignment) {
        self.assignment = assignment
    }

    mutating func analyse(_ plane: LumaPlane, _ frame: ScheduledFrame, plates: PlateSource) throws {
        let cell = CellGrid.cell(at: frame.time)
        if self.cell != cell || size != (plane.width, plane.height) {
            closeCell()
            let plate = try plates.plate(for: cell, width: plane.width, height: plane.height)
            analyser = CellAnalyser(cell: cell, plate: plate, profile: assignment.profile)
            self.cell = cell
            size = (plane.width, plane.height)
        }
        analyser?.analyse(plane, at: frame.time, shownUntil: frame.shownUntil)
        fates.append((frame.time, nil))
        framesAnalysed += 1
    }

    /// A frame that must not be analysed.
    mutating func skip(_ frame: ScheduledFrame, reason: String) {
        fates.append((frame.time, reason))
    }

    /// A frame that the decoder did not deliver. Without an error it was one that repeats the picture before.
    mutating func miss(_ frame: ScheduledFrame, isTrusted: Bool) {
        fates.append((frame.time, isTrusted ? nil : "damaged"))
    }

    /// Ends the last cell and answers with the coverage of the whole chunk.
    mutating func finish() -> [CoverageSpan] {
        closeCell()
        let pieces = assignment.sources.flatMap(\.pieces).compactMap { $0.intersection(assignment.span) }
            .sorted { $0.start < $1.start }
        var next = 0
        var spans: [CoverageSpan] = []
        for piece in pieces {
            for cell in CellGrid.cells(in: piece) {
                guard let segment = CellGrid.span(of: cell).intersection(piece) else { continue }
                let first = next
                while next < fates.count, fates[next].time < segment.end { next += 1 }
                spans += coverage(of: segment, fates: fates[first..<next])
            }
        }
        return spans.joined()
    }

    private func coverage(
        of segment: TimeSpan, fates: ArraySlice<(time: Timestamp, reason: String?)>
    ) -> [CoverageSpan] {
        CellCoverage.spans(of: segment, frames: fates.map { ($0.time, $0.reason == nil) }).map { item in
            guard !item.isAnalysed else { return CoverageSpan(span: item.span, state: .analysed) }
            let reason = fates.last { $0.time <= item.span.start && $0.reason != nil }?.reason
            return CoverageSpan(
                span: item.span, state: .undecodable, reason: reason ?? fates.first?.reason ?? "damaged")
        }
    }

    private mutating func closeCell() {
        guard var open = analyser else { return }
        tracklets += open.finish()
        analyser = nil
    }
}
