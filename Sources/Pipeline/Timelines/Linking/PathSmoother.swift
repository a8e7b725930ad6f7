import Analysis
import Chronology
import Footage

/// Removes jitter from a path: each box is fitted to lines through its neighbours, with more weight on nearer ones.
///
/// A single box may be off by a tenth of its size or more; its neighbours agree on where the object was.
struct PathSmoother {
    /// Number of neighbours on each side, for the centre.
    private let reach: Int
    /// The same for the size, which has larger errors and changes less.
    private let sizeReach: Int
    /// Farthest neighbour in time, in microseconds.
    private static let longest: Int64 = 2_000_000

    init(source: DetectionSource) {
        switch source {
        case .foreground: (reach, sizeReach) = (8, 8)
        case .detector: (reach, sizeReach) = (5, 10)
        }
    }

    func smoothed(_ points: [TrackPoint]) -> [TrackPoint] {
        points.indices.map { index in
            let centre = Self.fit(points, around: index, reach: reach)
            let size = Self.fit(points, around: index, reach: sizeReach)
            let (width, height) = (max(64, size.z), max(64, size.w))
            return TrackPoint(
                time: points[index].time,
                box: Box(
                    x: Int32(clamping: (centre.x - width + 32) >> 6), y: Int32(clamping: (centre.y - height + 32) >> 6),
                    width: Int32(clamping: (2 * width + 32) >> 6), height: Int32(clamping: (2 * height + 32) >> 6)))
        }
    }

    /// Returns the centre (x, y) in 1/64 of a box's unit and half the size (z, w) in the same unit, taken at a point's
    /// time from the lines through its neighbours.
    private static func fit(_ points: [TrackPoint], around index: Int, reach: Int) -> SIMD4<Int64> {
        let time = points[index].time.microseconds
        var low = max(0, index - reach)
        while time - points[low].time.microseconds > longest { low += 1 }
        var high = min(points.count, index + reach + 1)
        while points[high - 1].time.microseconds - time > longest { high -= 1 }
        let farthest = max(time - points[low].time.microseconds, points[high - 1].time.microseconds - time) / 1_000
        let full = farthest * 5 / 4 + 1
        var (sum, sumT, sumTT) = (Int64(0), Int64(0), Int64(0))
        var (values, valuesT) = (SIMD4<Int64>(), SIMD4<Int64>())
        for point in points[low..<high] {
            let elapsed = (point.time.microseconds - time) / 1_000
            let weight = max(1, (full - abs(elapsed)) * 64 / full)
            let (x, y) = point.box.doubledCentre
            let value = SIMD4(Int64(x), Int64(y), Int64(point.box.width), Int64(point.box.height)) &* weight
            sum += weight
            sumT += weight * elapsed
            sumTT += weight * elapsed * elapsed
            values &+= value
            valuesT &+= value &* elapsed
        }
        let spread = sum * sumTT - sumT * sumT
        guard spread > 0 else { return values &* 32 / sum }
        // The lines' slopes in 1/1024 per millisecond, then their values at an elapsed time of zero.
        let slopes = (valuesT &* sum &- values &* sumT) / (spread / 1_024 + 1)
        return (values &* 32 &- slopes &* sumT / 32) / sum
    }
}
