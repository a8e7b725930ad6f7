package import Analysis
package import Chronology
import Footage

extension Track {
    /// Smallest distance between the points of a drawn path, in microseconds: at most 5 points per second.
    private static let pathStep: Int64 = 200_000

    /// The points needed to draw the track: the first, the last, and at most 5 per second between them.
    ///
    /// `relecture.sparse_path` computes the same in SQL.
    package var sparsePath: [TrackPoint] {
        var path: [TrackPoint] = []
        for point in points {
            if let last = path.last, point.time.microseconds - last.time.microseconds < Track.pathStep { continue }
            path.append(point)
        }
        guard let end = points.last, let last = path.last, last.time < end.time else { return path }
        // The end replaces a point too close before it, unless that point is the start.
        if path.count > 1, end.time.microseconds - last.time.microseconds < Track.pathStep { path.removeLast() }
        if end.time.microseconds - path[path.count - 1].time.microseconds >= Track.pathStep { path.append(end) }
        return path
    }

    /// Returns the box at a moment, interpolated linearly between the points around it; nil outside the track.
    package func box(at time: Timestamp) -> Box? {
        guard span.contains(time), let first = points.first else { return nil }
        let next = points.partitioningIndex { $0.time > time }
        guard next > 0 else { return first.box }
        let before = points[next - 1]
        guard next < points.count, before.time < time else { return before.box }
        let after = points[next]
        return before.box.interpolated(
            to: after.box, part: time.microseconds - before.time.microseconds,
            of: after.time.microseconds - before.time.microseconds)
    }
}
