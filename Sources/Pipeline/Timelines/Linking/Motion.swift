import Analysis
import Chronology
import Footage

/// How a chain of tracklets moves at one of its ends: a straight line through the points there.
struct Motion: Sendable {
    /// The time of the end point.
    let time: Timestamp
    /// How long a frame is shown there, in microseconds.
    let frame: Int64
    /// The line's centre at `time`, in 1/64 of a box's unit.
    let x: Int64
    let y: Int64
    /// Speed per second, in 1/64 of a box's unit.
    let speedX: Int64
    let speedY: Int64
    /// Medians, so that a single bad box has no influence.
    let width: Int64
    let height: Int64
    /// Number of points the line goes through.
    let count: Int

    /// Fewest points the line goes through, if there are as many.
    static let leastPoints = 12
    /// Shortest time that the line reaches back or ahead, in microseconds.
    static let leastReach: Int64 = 290_000

    /// - Parameter points: the points next to the end, including the end point itself.
    init(through points: [TrackPoint], at end: TrackPoint, frame: Int64) {
        time = end.time
        self.frame = min(max(frame, 1_000), 2_000_000)
        count = points.count
        var (sumT, sumTT, sumX, sumY, sumTX, sumTY) = (Int64(0), Int64(0), Int64(0), Int64(0), Int64(0), Int64(0))
        for point in points {
            let elapsed = (point.time.microseconds - end.time.microseconds) / 1_000
            let (x, y) = (Int64(point.box.doubledCentre.x), Int64(point.box.doubledCentre.y))
            sumT += elapsed
            sumTT += elapsed * elapsed
            sumX += x
            sumY += y
            sumTX += elapsed * x
            sumTY += elapsed * y
        }
        let number = Int64(points.count)
        let spread = number * sumTT - sumT * sumT
        var (slopeX, slopeY) = (Int64(0), Int64(0))
        if spread > 0 {
            // Few points are weak evidence, so the speed is shrunk towards zero.
            slopeX = (number * sumTX - sumT * sumX) * 32_000 / spread * number / (number + 2)
            slopeY = (number * sumTY - sumT * sumY) * 32_000 / spread * number / (number + 2)
        }
        (speedX, speedY) = (slopeX, slopeY)
        x = (sumX * 32 - slopeX * sumT / 1_000) / number
        y = (sumY * 32 - slopeY * sumT / 1_000) / number
        width = Int64(max(1, Self.median(points.map(\.box.width))))
        height = Int64(max(1, Self.median(points.map(\.box.height))))
    }

    private static func median(_ values: [Int32]) -> Int32 {
        let sorted = values.sorted()
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}
