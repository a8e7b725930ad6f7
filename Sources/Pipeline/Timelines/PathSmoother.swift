import Analysis
import Footage

/// Takes the trembling out of a path: each box's centre from a line through its neighbours, its size from their mean.
///
/// A detector's single boxes err by a tenth of their size and more; those around agree on where the object was.
struct PathSmoother {
    /// Neighbours to either side, for the centre; twice as many for the size.
    private static let reach = 8
    /// How far off a neighbour may be, in microseconds.
    private static let longest: Int64 = 2_000_000

    static func smoothed(_ points: [TrackPoint]) -> [TrackPoint] {
        points.indices.map { index in
            let near = neighbours(of: index, in: points, reach: reach)
            let (x, y) = centre(of: points[near], at: points[index])
            let wide = neighbours(of: index, in: points, reach: 2 * reach)
            var (width, height) = (Int64(0), Int64(0))
            for point in points[wide] {
                width += Int64(point.box.width)
                height += Int64(point.box.height)
            }
            let count = Int64(wide.count)
            (width, height) = ((width + count / 2) / count, (height + count / 2) / count)
            return TrackPoint(
                time: points[index].time,
                box: Box(
                    x: Int32(clamping: (x - width * 32 + 32) >> 6), y: Int32(clamping: (y - height * 32 + 32) >> 6),
                    width: Int32(clamping: width), height: Int32(clamping: height)))
        }
    }

    private static func neighbours(of index: Int, in points: [TrackPoint], reach: Int) -> Range<Int> {
        let time = points[index].time.microseconds
        var low = max(0, index - reach)
        while time - points[low].time.microseconds > longest { low += 1 }
        var high = min(points.count, index + reach + 1)
        while points[high - 1].time.microseconds - time > longest { high -= 1 }
        return low..<high
    }

    /// The centre on the line through points at one point's time, in 1/64 of a box's unit; nearer points weigh more.
    private static func centre(of points: ArraySlice<TrackPoint>, at middle: TrackPoint) -> (x: Int64, y: Int64) {
        let time = middle.time.microseconds
        let farthest = points.reduce(Int64(0)) { max($0, abs($1.time.microseconds - time)) } / 1_000
        let full = farthest * 5 / 4 + 1
        var (sum, sumT, sumTT) = (Int64(0), Int64(0), Int64(0))
        var (sumX, sumY, sumTX, sumTY) = (Int64(0), Int64(0), Int64(0), Int64(0))
        for point in points {
            let elapsed = (point.time.microseconds - time) / 1_000
            let weight = (full - abs(elapsed)) * 64 / full
            let (x, y) = (Int64(point.box.doubledCentre.x), Int64(point.box.doubledCentre.y))
            sum += weight
            sumT += weight * elapsed
            sumTT += weight * elapsed * elapsed
            sumX += weight * x
            sumY += weight * y
            sumTX += weight * elapsed * x
            sumTY += weight * elapsed * y
        }
        let spread = sum * sumTT - sumT * sumT
        guard spread > 0 else { return (sumX * 32 / sum, sumY * 32 / sum) }
        // The line's value where the elapsed time is zero; the differences keep the products small.
        let slopeX = (sum * sumTX - sumT * sumX) / (spread / 1_024 + 1)
        let slopeY = (sum * sumTY - sumT * sumY) / (spread / 1_024 + 1)
        return ((sumX * 32 - slopeX * sumT / 32) / sum, (sumY * 32 - slopeY * sumT / 32) / sum)
    }
}
