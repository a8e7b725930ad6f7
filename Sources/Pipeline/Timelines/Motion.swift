import Analysis
import Footage

/// Where a tracklet comes from and goes to: its ends, and its speed there.
struct Motion: Sendable {
    let time: Timestamp
    let box: Box
    /// In 1/10000 of the picture a second.
    let speedX: Int64
    let speedY: Int64

    /// At a tracklet's first point, or at its last one; the speed is that over half a second.
    static func atStart(of tracklet: Tracklet) -> Motion {
        let first = tracklet.points[0]
        let limit = first.time.advanced(byMicroseconds: 500_000)
        let other = tracklet.points.last { $0.time <= limit } ?? first
        return Motion(time: first.time, box: first.box, from: first, to: other)
    }

    static func atEnd(of tracklet: Tracklet) -> Motion {
        let last = tracklet.points[tracklet.points.count - 1]
        let limit = last.time.advanced(byMicroseconds: -500_000)
        let other = tracklet.points.first { $0.time >= limit } ?? last
        return Motion(time: last.time, box: last.box, from: other, to: last)
    }

    private init(time: Timestamp, box: Box, from: TrackPoint, to: TrackPoint) {
        self.time = time
        self.box = box
        let elapsed = to.time.microseconds - from.time.microseconds
        guard elapsed >= 150_000 else {
            speedX = 0
            speedY = 0
            return
        }
        speedX = Int64(to.box.doubledCentre.x - from.box.doubledCentre.x) * 500_000 / elapsed
        speedY = Int64(to.box.doubledCentre.y - from.box.doubledCentre.y) * 500_000 / elapsed
    }

    /// The centre, doubled, if the motion is carried on to another time.
    func doubledCentre(at other: Timestamp) -> (x: Int64, y: Int64) {
        let elapsed = other.microseconds - time.microseconds
        return (
            Int64(box.doubledCentre.x) + 2 * speedX * elapsed / 1_000_000,
            Int64(box.doubledCentre.y) + 2 * speedY * elapsed / 1_000_000
        )
    }
}
