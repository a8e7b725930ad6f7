package import Analysis
package import Chronology
import Footage

/// One object over time, as one camera saw it.
package struct Track: Sendable, Hashable {
    /// Numbered from 1 per camera by start, then position.
    package let id: Int
    /// From the first frame that shows the object until the last one stops being shown.
    package let span: TimeSpan
    /// Where it was, in order of time; gaps that linking closed are filled.
    package let points: [TrackPoint]
    /// What it is; "unknown" until something tells classes apart.
    package let kind: String
    /// How sure it is that this is one object, in 1/10000.
    package let confidence: Int

    package init(id: Int, span: TimeSpan, points: [TrackPoint], kind: String = "unknown", confidence: Int) {
        self.id = id
        self.span = span
        self.points = points
        self.kind = kind
        self.confidence = confidence
    }
}
