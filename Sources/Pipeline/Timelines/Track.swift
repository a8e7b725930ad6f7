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

extension Track {
    /// The point whose box covers most of the picture, the earliest if several are equal; nil for a track without
    /// points.
    package var largestPoint: TrackPoint? {
        var largest = points.first
        for point in points where point.box.area > largest?.box.area ?? 0 { largest = point }
        return largest
    }
}

extension [TrackPoint] {
    /// Returns the index of the last point not after a time; the first index if all are after it.
    func place(at time: Timestamp) -> Int {
        Swift.max(0, partitioningIndex { $0.time > time } - 1)
    }
}
