import Analysis
import Chronology
import Footage

extension ChainBuilder {
    /// Returns the motion at the end of the chain that ends with a tracklet.
    func motionAtEnd(of tail: Int) -> Motion {
        let end = tracklets[tail].points[tracklets[tail].points.count - 1]
        var points: [TrackPoint] = []
        var index = tail
        collecting: while index >= 0 {
            for point in tracklets[index].points.reversed() {
                let reach = end.time.microseconds - point.time.microseconds
                guard points.count < Motion.leastPoints || reach <= Motion.leastReach else { break collecting }
                points.append(point)
            }
            index = previous[index]
        }
        return Motion(through: points, at: end, frame: tracklets[tail].end.microseconds - end.time.microseconds)
    }

    /// Returns the motion at the start of the chain that starts with a tracklet.
    func motionAtStart(of head: Int) -> Motion {
        let start = tracklets[head].points[0]
        var points: [TrackPoint] = []
        var index = head
        collecting: while index >= 0 {
            for point in tracklets[index].points {
                let reach = point.time.microseconds - start.time.microseconds
                guard points.count < Motion.leastPoints || reach <= Motion.leastReach else { break collecting }
                points.append(point)
            }
            index = next[index]
        }
        let last = tracklets[head].points[tracklets[head].points.count - 1]
        return Motion(through: points, at: start, frame: tracklets[head].end.microseconds - last.time.microseconds)
    }
}
