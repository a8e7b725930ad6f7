package import Chronology
import Footage

/// An object's position at one moment.
package struct TrackPoint: Sendable, Hashable, Codable {
    package let time: Timestamp
    package let box: Box

    package init(time: Timestamp, box: Box) {
        self.time = time
        self.box = box
    }
}

extension TrackPoint: Comparable {
    package static func < (left: TrackPoint, right: TrackPoint) -> Bool {
        (left.time, left.box) < (right.time, right.box)
    }
}
