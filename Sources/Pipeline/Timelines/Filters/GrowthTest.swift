import Analysis
import Chronology
import Footage

/// Detects objects that move straight towards the camera or away from it: their boxes grow or shrink steadily.
struct GrowthTest {
    /// The time over which growth is measured, and the time over which each size is averaged, in microseconds.
    private static let span: Int64 = 3_000_000
    private static let window: Int64 = 800_000
    /// Smallest ratio of the larger to the smaller width and height, in percent.
    private static let least = 140
    private static let fewest = 3
    /// Smallest distance that feet and head move down meanwhile, in percent of the larger height. Seen from above, an
    /// approaching object moves down as a whole, while a changing digit stays in its place.
    private static let leastFootStep = 30
    private static let leastHeadStep = 12

    private let points: [TrackPoint]
    private var sizes: [SIMD4<Int64>] = []

    init(_ points: [TrackPoint]) {
        self.points = points
        sizes.reserveCapacity(points.count)
        var (first, sum) = (0, SIMD4<Int64>())
        for point in points {
            // Sums of width, height and foot, and the number of boxes summed.
            sum &+= SIMD4(Int64(point.box.width), Int64(point.box.height), Int64(point.box.bottom), 1)
            while point.time.microseconds - points[first].time.microseconds > Self.window {
                let old = points[first].box
                sum &-= SIMD4(Int64(old.width), Int64(old.height), Int64(old.bottom), 1)
                first += 1
            }
            // A box cut off by the picture's border has no valid size.
            let isWhole =
                point.box.x > 0 && point.box.y > 0 && point.box.right < Box.scale && point.box.bottom < Box.scale
            let mean = SIMD4(sum.x / sum.w, sum.y / sum.w, sum.z / sum.w, 1)
            sizes.append(isWhole && sum.w >= Int64(Self.fewest) ? mean : SIMD4())
        }
    }

    /// Whether sizes grow, or shrink, in both halves of about three seconds, with the feet lower in the picture when
    /// larger.
    var isMet: Bool {
        var (middle, last) = (0, 0)
        for index in points.indices where sizes[index].w > 0 {
            while middle + 1 < points.count, elapsed(from: index, to: middle + 1) <= Self.span / 2 { middle += 1 }
            while last + 1 < points.count, elapsed(from: index, to: last + 1) <= Self.span { last += 1 }
            let (one, two, three) = (sizes[index], sizes[middle], sizes[last])
            if grows(one, two, three) || grows(three, two, one) { return true }
        }
        return false
    }

    private func elapsed(from: Int, to: Int) -> Int64 {
        points[to].time.microseconds - points[from].time.microseconds
    }

    private func grows(_ small: SIMD4<Int64>, _ middle: SIMD4<Int64>, _ large: SIMD4<Int64>) -> Bool {
        guard middle.w > 0, large.w > 0, small.w > 0 else { return false }
        return small.x < middle.x && middle.x < large.x && small.y < middle.y && middle.y < large.y
            && small.z < middle.z
            && middle.z < large.z && large.x * 100 >= small.x * Int64(Self.least)
            && large.y * 100 >= small.y * Int64(Self.least)
            && (large.z - small.z) * 100 >= large.y * Int64(Self.leastFootStep)
            && (large.z - large.y - small.z + small.y) * 100 >= large.y * Int64(Self.leastHeadStep)
    }
}
