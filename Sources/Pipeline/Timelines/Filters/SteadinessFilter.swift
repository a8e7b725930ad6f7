import Analysis
import Chronology
import Footage

/// Tells objects from patches that adjoin by chance: streaks of rain, snow, noise.
///
/// An object is seen in most frames, moves steadily and keeps its size from frame to frame. Chance patches do not.
struct SteadinessFilter {
    /// Tracklets seen in a smaller share of their frames than this count as sparse, in percent.
    private static let sparse = 60
    /// Sparse tracklets with fewer points than this are rejected.
    private static let fewest = 6
    /// Largest jerkiness of an object. The limit is lower for few points, because chance does not persist.
    private static let limit = 300
    private static func limit(points: Int, isSparse: Bool) -> Int {
        min(limit, isSparse ? 100 + 10 * points : 60 + 30 * points)
    }

    /// Returns whether successive tracklets belong to an object.
    func isObject(_ tracklets: [Tracklet]) -> Bool {
        let points = tracklets.flatMap(\.points)
        let isSparse = points.count * 100 < Self.sparse * frames(of: tracklets)
        if isSparse && points.count < Self.fewest { return false }
        return jerkiness(of: points) <= Self.limit(points: points.count, isSparse: isSparse)
    }

    /// Returns the number of frames from the first point to the last.
    private func frames(of tracklets: [Tracklet]) -> Int {
        var frames: Int64 = 1
        for (index, tracklet) in tracklets.enumerated() {
            let last = tracklet.points[tracklet.points.count - 1].time
            // The frame rate may change within the footage.
            let length = max(1_000, tracklet.end.microseconds - last.microseconds)
            let next = index + 1 < tracklets.count ? tracklets[index + 1].start : last
            frames += (next.microseconds - tracklet.start.microseconds + length / 2) / length
        }
        return Int(frames)
    }

    /// Returns the mean change of motion between frames, in 1/500 of the size, plus the change of size: the amount by
    /// which the ratio of two areas plus its inverse exceeds 2, in 1/250.
    private func jerkiness(of points: [TrackPoint]) -> Int {
        guard points.count > 2 else { return 0 }
        var sum: Int64 = 0
        for index in 1..<points.count - 1 {
            let (before, here, after) = (points[index - 1].box, points[index].box, points[index + 1].box)
            let width = Int64(max(1, before.width, here.width, after.width))
            let height = Int64(max(1, before.height, here.height, after.height))
            let (from, at, to) = (before.doubledCentre, here.doubledCentre, after.doubledCentre)
            sum += max(
                abs(Int64(from.x) - 2 * Int64(at.x) + Int64(to.x)) * 250 / width,
                abs(Int64(from.y) - 2 * Int64(at.y) + Int64(to.y)) * 250 / height)
            // Objects that enter or leave change size at the border.
            guard !isCut(before), !isCut(here) else { continue }
            let (one, other) = (max(1, before.area), max(1, here.area))
            sum += (one * 1_000 / other + other * 1_000 / one - 2_000) / 4
        }
        return Int(sum) / (points.count - 2)
    }

    private func isCut(_ box: Box) -> Bool {
        box.x <= 0 || box.y <= 0 || box.right >= Box.scale || box.bottom >= Box.scale
    }
}
