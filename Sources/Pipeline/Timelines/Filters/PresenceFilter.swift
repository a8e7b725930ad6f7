import Analysis
import Chronology
import Footage

/// Tells objects from noise: an object is present long enough, and moves across the picture or along the line of sight.
struct PresenceFilter {
    let profile: AnalysisProfile

    /// Returns whether a chain is an object. Objects move; leaves, digits and reflections stay in place.
    func isObject(_ chain: Chain) -> Bool {
        let first = chain.points[0]
        let duration = chain.end.microseconds - first.time.microseconds
        guard duration >= Int64(profile.minimumDuration) * 1_000, chain.points.count >= 3 else { return false }
        return travel(of: chain) >= profile.minimumTravel || GrowthTest(chain.points).isMet
    }

    /// Returns the farthest move within three seconds, in percent of the object's mean size.
    ///
    /// Slow drift and jitter do not add up, and a box that only grows or shrinks has not moved.
    private func travel(of chain: Chain) -> Int {
        let edges = smoothed(chain.points)
        let count = chain.points.count
        let width = max(250, chain.points.reduce(0) { $0 + Int($1.box.width) } / count)
        let height = max(250, chain.points.reduce(0) { $0 + Int($1.box.height) } / count)
        var furthest = 0
        var later = 0
        for index in edges.indices {
            let limit = chain.points[index].time.advanced(byMicroseconds: 3_000_000)
            while later + 1 < edges.count && chain.points[later + 1].time <= limit { later += 1 }
            let (from, to) = (edges[index], edges[later])
            let across = common(
                to.left - from.left, to.right - from.right, cutLow: min(from.left, to.left) <= 0,
                cutHigh: max(from.right, to.right) >= Int(Box.scale))
            let down = common(
                to.top - from.top, to.bottom - from.bottom, cutLow: min(from.top, to.top) <= 0,
                cutHigh: max(from.bottom, to.bottom) >= Int(Box.scale))
            furthest = max(furthest, across * 100 / width, down * 100 / height)
        }
        return furthest
    }

    /// Returns the move common to both edges; an edge cut off by the picture's border is ignored.
    private func common(_ low: Int, _ high: Int, cutLow: Bool, cutHigh: Bool) -> Int {
        if cutLow && cutHigh { return 0 }
        if cutLow { return abs(high) }
        if cutHigh { return abs(low) }
        return low > 0 && high > 0 ? min(low, high) : low < 0 && high < 0 ? min(-low, -high) : 0
    }

    private struct Edges {
        var left = 0
        var top = 0
        var right = 0
        var bottom = 0
    }

    /// Averages each box with its direct neighbours, so that a single bad box does not count as motion.
    private func smoothed(_ points: [TrackPoint]) -> [Edges] {
        points.indices.map { index in
            let neighbours = points[max(0, index - 1)...min(points.count - 1, index + 1)]
            var edges = Edges()
            for point in neighbours {
                edges.left += Int(point.box.x)
                edges.top += Int(point.box.y)
                edges.right += Int(point.box.right)
                edges.bottom += Int(point.box.bottom)
            }
            let count = neighbours.count
            return Edges(
                left: edges.left / count, top: edges.top / count, right: edges.right / count,
                bottom: edges.bottom / count)
        }
    }
}
