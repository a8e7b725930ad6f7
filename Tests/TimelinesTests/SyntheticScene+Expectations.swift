import Analysis
import Chronology
import Footage
import Testing
import Timelines

extension SyntheticScene {
    /// Expects one track whose ends are within 0.4 s of the object's time in sight, in milliseconds; no track without
    /// `start`.
    func expectOneTrack(from start: Int?, to end: Int, sourceLocation: SourceLocation = #_sourceLocation) {
        let spans = tracks().map { ($0.span.start.microseconds / 1_000, $0.span.end.microseconds / 1_000) }
        guard let start else {
            #expect(spans.isEmpty, "tracks \(spans)", sourceLocation: sourceLocation)
            return
        }
        #expect(
            spans.count == 1 && abs(spans[0].0 - Int64(start)) <= 400 && abs(spans[0].1 - Int64(end)) <= 400,
            "tracks \(spans) for an object from \(start) to \(end)", sourceLocation: sourceLocation)
    }
}
