package import Chronology
import Footage

/// One object within one cell of the time grid, built from that cell's detections alone.
package struct Tracklet: Sendable, Hashable {
    /// The cell's number: it covers 5 seconds from `5 * cell` seconds on.
    package let cell: Int64
    /// In time order; never empty.
    package let points: [TrackPoint]
    /// When the last point's frame stops being shown.
    package let end: Timestamp
    package let appearance: Appearance
    /// Confidence that this is an object, in 1/10000.
    package let confidence: Int32

    package init(cell: Int64, points: [TrackPoint], end: Timestamp, appearance: Appearance, confidence: Int32) {
        precondition(!points.isEmpty, "a tracklet has at least one point")
        self.cell = cell
        self.points = points
        self.end = end
        self.appearance = appearance
        self.confidence = confidence
    }

    package var start: Timestamp { points[0].time }
    package var span: TimeSpan { TimeSpan(start: start, end: max(start, end)) }
}

extension Tracklet: Comparable {
    /// Orders by start, then position, then end and the remaining fields: a total order, the same on every machine.
    package static func < (left: Tracklet, right: Tracklet) -> Bool {
        if left.points[0] != right.points[0] { return left.points[0] < right.points[0] }
        if left.end != right.end { return left.end < right.end }
        if left.points != right.points { return left.points.lexicographicallyPrecedes(right.points) }
        if left.cell != right.cell { return left.cell < right.cell }
        if left.confidence != right.confidence { return left.confidence < right.confidence }
        return left.appearance.bytes.lexicographicallyPrecedes(right.appearance.bytes)
    }
}
