package import Analysis
package import Chronology
import Footage

/// One object over time, as seen by one camera.
package struct Track: Sendable, Hashable {
    /// Numbered from 1 per camera by start, then position.
    package let id: Int
    /// From the first frame that shows the object until the last such frame stops being shown.
    package let span: TimeSpan
    /// The object's positions in time order; gaps closed by linking are filled.
    package let points: [TrackPoint]
    /// The kind of object; "unknown" until objects are classified.
    package let kind: String
    /// Confidence that this is one object, in 1/10000.
    package let confidence: Int

    package init(id: Int, span: TimeSpan, points: [TrackPoint], kind: String = "unknown", confidence: Int) {
        self.id = id
        self.span = span
        self.points = points
        self.kind = kind
        self.confidence = confidence
    }
}
