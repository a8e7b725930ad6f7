import Analysis
import Chronology
import Footage

/// Successive tracklets that are taken for one object.
struct Chain: Sendable {
    /// In time order; gaps are filled by straight lines.
    var points: [TrackPoint]
    var end: Timestamp
    var confidence: Int

    /// - Parameter smooth: smooths the points that were seen.
    init(_ tracklets: [Tracklet], smooth: ([TrackPoint]) -> [TrackPoint] = { $0 }) {
        let seen = smooth(tracklets.flatMap(\.points))
        points = []
        points.reserveCapacity(seen.count)
        var sum = 0
        var first = 0
        for tracklet in tracklets {
            if let last = points.last { Self.fill(from: last, to: seen[first], into: &points) }
            points.append(contentsOf: seen[first..<first + tracklet.points.count])
            first += tracklet.points.count
            sum += Int(tracklet.confidence) * tracklet.points.count
        }
        end = tracklets[tracklets.count - 1].end
        confidence = sum / max(1, seen.count)
    }

    /// Fills a gap with five points per second.
    private static func fill(from: TrackPoint, to: TrackPoint, into points: inout [TrackPoint]) {
        let whole = to.time.microseconds - from.time.microseconds
        for part in stride(from: Int64(200_000), to: whole, by: 200_000) {
            points.append(
                TrackPoint(
                    time: from.time.advanced(byMicroseconds: part),
                    box: from.box.interpolated(to: to.box, part: part, of: whole)))
        }
    }

    /// Returns the object's box at a moment of its presence, interpolated linearly between points; nil outside its
    /// presence.
    func box(at time: Timestamp) -> Box? {
        guard points[0].time <= time, time < end else { return nil }
        let low = points.place(at: time)
        let high = low + 1
        guard high < points.count else { return points[low].box }
        return points[low].box.interpolated(
            to: points[high].box, part: time.microseconds - points[low].time.microseconds,
            of: points[high].time.microseconds - points[low].time.microseconds)
    }
}
