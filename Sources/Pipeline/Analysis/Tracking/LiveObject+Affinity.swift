import Chronology
import Footage

extension LiveObject {
    /// Largest leap of an object between its first two frames, in thousandths of its size.
    private static let farthestLeap: Int64 = 2_600
    /// Upper bound on a car's speed, in thousandths of its length per second.
    private static let carSpeed: Int64 = 12_000

    /// Returns how well a detection fits the object; 0 if it does not.
    func affinity(of box: Box, expected: Box, at time: Timestamp, source: DetectionSource) -> Int {
        switch source {
        case .foreground: overlapAffinity(of: box, expected: expected, at: time)
        case .detector: centreAffinity(of: box, expected: expected)
        }
    }

    /// By overlap, or by distance if the boxes hardly overlap: patches of one object change size from frame to frame.
    private func overlapAffinity(of box: Box, expected: Box, at time: Timestamp) -> Int {
        let overlap = expected.overlap(with: box)
        if overlap >= 100 { return 1_000 + overlap }
        let across = Int64(abs(expected.doubledCentre.x - box.doubledCentre.x))
        let down = Int64(abs(expected.doubledCentre.y - box.doubledCentre.y))
        let distance = max(
            across * 500 / Int64(max(1, (expected.width + box.width) / 2)),
            down * 500 / Int64(max(1, (expected.height + box.height) / 2)))
        let limit: Int64 = points.count < 4 ? 1_300 : 700
        let (small, large) = (min(expected.area, box.area), max(expected.area, box.area))
        guard distance < limit, small * 3 > large else { return leapAffinity(of: box, distance: distance, at: time) }
        return Int(max(1, 900 - distance / 2))
    }

    /// At low frame rates, fast objects move further than their own size between frames. While its speed is unknown, an
    /// object may do so if its size hardly changes and it moves no faster than a car.
    private func leapAffinity(of box: Box, distance: Int64, at time: Timestamp) -> Int {
        guard points.count == 1 else { return 0 }
        let elapsed = (time.microseconds - lastSeen.microseconds) / 1_000
        let (before, limit) = (points[0].box, min(Self.farthestLeap, Self.carSpeed * elapsed / 1_000))
        let isAlike =
            min(before.width, box.width) * 4 > max(before.width, box.width) * 3
            && min(before.height, box.height) * 4 > max(before.height, box.height) * 3
        return distance < limit && isAlike ? Int(max(1, 200 - distance / 20)) : 0
    }

    /// By the squared distance between the centres, relative to the objects' size, and the squared difference of the
    /// heights: the logarithm of a normal distribution. The limit is wider while the object's speed is unknown.
    private func centreAffinity(of box: Box, expected: Box) -> Int {
        let across = Int64(expected.doubledCentre.x - box.doubledCentre.x) * 1_000 / Int64(expected.width + box.width)
        let down = Int64(expected.doubledCentre.y - box.doubledCentre.y) * 1_000 / Int64(expected.height + box.height)
        let growth = Int64(expected.height - box.height) * 4_400 / Int64(expected.height + box.height)
        guard abs(across) < 2_000, abs(down) < 2_000 else { return 0 }
        let limit: Int64 = points.count < 4 ? 1_070 : 800
        return Int(max(0, 1_000 - (across * across + down * down + growth * growth) * 1_000 / (limit * limit)))
    }
}
