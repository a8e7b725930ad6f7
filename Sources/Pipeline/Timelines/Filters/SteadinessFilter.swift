import Analysis
import Chronology
import Footage

/// Tells objects from patches that chance has put next to each other: streaks of rain, snow, a picture's noise.
///
/// An object is seen in most frames, goes on as it went, and keeps its size from frame to frame. Chance does not.
struct SteadinessFilter {
    /// What is seen in fewer of its frames than this is unsure, in percent.
    private static let sparse = 60
    /// Fewer points than this that are sparse as well say nothing.
    private static let fewest = 6
    /// Largest jerkiness of an object; less where points are few, since chance does not go on for long.
    private static let limit = 300
    private static func limit(points: Int, isSparse: Bool) -> Int {
        min(limit, isSparse ? 100 + 10 * points : 60 + 30 * points)
    }

    /// Whether tracklets, one after the other, are an object's.
    func isObject(_ tracklets: [Tracklet]) -> Bool {
        let points = tracklets.flatMap(\.points)
        let isSparse = points.count * 100 < Self.sparse * frames(of: tracklets)
        if isSparse && points.count < Self.fewest { return false }
        return jerkiness(of: points) <= Self.limit(points: points.count, isSparse: isSparse)
    }

    /// How many frames there are from the first point to the last.
    private func frames(of tracklets: [Tracklet]) -> Int {
        var frames: Int64 = 1
        for (index, tracklet) in tracklets.enumerated() {
            let last = tracklet.points[tracklet.points.count - 1].time
            // Footage may change its rate.
            let length = max(1_000, tracklet.end.microseconds - last.microseconds)
            let next = index + 1 < tracklets.count ? tracklets[index + 1].start : last
            frames += (next.microseconds - tracklet.start.microseconds + length / 2) / length
        }
        return Int(frames)
    }

    /// The mean change of the motion from one frame to the next, in 1/500 of the size, plus that of the size: how much
    /// two areas' ratio and its inverse exceed 2, in 1/250.
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
            // What comes in or leaves changes its size at the border.
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
