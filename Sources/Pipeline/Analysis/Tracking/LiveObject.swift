import Chronology
import Footage

/// An object being followed within a cell.
struct LiveObject: Sendable {
    /// Largest number of points to fit a line to.
    private static let linePoints = 8
    /// 1000 pictures a second. Nothing moves so fast, but repaired timestamps may be a microsecond apart.
    private static let fastest = 1_000 * Int64(Box.scale) << 8

    private(set) var points: [TrackPoint]
    private(set) var lastSeen: Timestamp
    /// When the last frame that shows the object stops being shown.
    private(set) var end: Timestamp
    /// Smoothed size and exact centre, in 1/256 of a box's unit.
    private var width: Int64
    private var height: Int64
    private var centreX: Int64
    private var centreY: Int64
    /// Per second, in 1/256 of a box's unit.
    private var speedX: Int64 = 0
    private var speedY: Int64 = 0
    private var shares = SIMD8<UInt32>()
    private var sightings: UInt32 = 0
    private var confidence: Int64 = 0

    init(_ detection: Detection, at time: Timestamp, shownUntil: Timestamp) {
        points = []
        points.reserveCapacity(160)
        lastSeen = time
        end = shownUntil
        let box = detection.box
        width = Int64(box.width) << 8
        height = Int64(box.height) << 8
        centreX = Int64(box.doubledCentre.x) << 7
        centreY = Int64(box.doubledCentre.y) << 7
        note(detection)
        points.append(TrackPoint(time: time, box: box))
    }

    /// Returns where the object should be at a moment, from its speed and usual size.
    func expected(at time: Timestamp, source: DetectionSource) -> Box {
        if source == .detector { return expectedOnLine(at: time) }
        let elapsed = time.microseconds - lastSeen.microseconds
        let x = centreX + speedX * elapsed / 1_000_000
        let y = centreY + speedY * elapsed / 1_000_000
        return Box(
            x: Int32(clamping: (x - width / 2) >> 8), y: Int32(clamping: (y - height / 2) >> 8),
            width: Int32(clamping: max(1, width >> 8)), height: Int32(clamping: max(1, height >> 8)))
    }

    /// Extrapolates a line through the last points, because a detector's boxes jitter around the object.
    private func expectedOnLine(at time: Timestamp) -> Box {
        let recent = points.suffix(Self.linePoints)
        let number = Int64(recent.count)
        var (sumT, sumTT, sumX, sumY, sumTX, sumTY) = (Int64(0), Int64(0), Int64(0), Int64(0), Int64(0), Int64(0))
        var (width, height) = (Int64(0), Int64(0))
        for point in recent {
            let elapsed = (point.time.microseconds - lastSeen.microseconds) / 1_000
            let (x, y) = (Int64(point.box.doubledCentre.x), Int64(point.box.doubledCentre.y))
            sumT += elapsed
            sumTT += elapsed * elapsed
            sumX += x
            sumY += y
            sumTX += elapsed * x
            sumTY += elapsed * y
            width += Int64(point.box.width)
            height += Int64(point.box.height)
        }
        (width, height) = (max(1, width / number), max(1, height / number))
        let ahead = (time.microseconds - lastSeen.microseconds) / 1_000 * number - sumT
        let spread = (number * sumTT - sumT * sumT) * (number + 2)
        var (x, y) = (sumX, sumY)
        if spread > 0 {
            // Few points are weak evidence, so the speed is shrunk towards zero.
            x += (number * sumTX - sumT * sumX) * number * ahead / spread
            y += (number * sumTY - sumT * sumY) * number * ahead / spread
        }
        return Box(
            x: Int32(clamping: x / number - width) / 2, y: Int32(clamping: y / number - height) / 2,
            width: Int32(clamping: width), height: Int32(clamping: height))
    }

    /// Adds a detection of this object.
    mutating func see(_ box: Box, as detection: Detection, at time: Timestamp, shownUntil: Timestamp) {
        let elapsed = max(1, time.microseconds - lastSeen.microseconds)
        let (x, y) = (Int64(box.doubledCentre.x) << 7, Int64(box.doubledCentre.y) << 7)
        let pace = points.count < 4 ? Int64(2) : 4
        speedX += (LiveObject.speed(x - centreX, in: elapsed) - speedX) / pace
        speedY += (LiveObject.speed(y - centreY, in: elapsed) - speedY) / pace
        (centreX, centreY) = (x, y)
        width += ((Int64(box.width) << 8) - width) / pace
        height += ((Int64(box.height) << 8) - height) / pace
        note(detection)
        append(box, at: time, shownUntil: shownUntil)
    }

    /// Moves the object on as expected, as a part of something larger. Learns neither speed, size nor appearance from
    /// it.
    mutating func ride(_ box: Box, at time: Timestamp, shownUntil: Timestamp) {
        (centreX, centreY) = (Int64(box.doubledCentre.x) << 7, Int64(box.doubledCentre.y) << 7)
        append(box, at: time, shownUntil: shownUntil)
    }

    /// Replaces this frame's box with the object's share of what was detected.
    mutating func rideInstead(_ box: Box, at time: Timestamp) {
        (centreX, centreY) = (Int64(box.doubledCentre.x) << 7, Int64(box.doubledCentre.y) << 7)
        points[points.count - 1] = TrackPoint(time: time, box: box)
    }

    func tracklet(in cell: Int64) -> Tracklet {
        var mean = SIMD8<UInt8>()
        for index in 0..<8 { mean[index] = UInt8(truncatingIfNeeded: (shares[index] + sightings / 2) / sightings) }
        return Tracklet(
            cell: cell, points: points, end: end, appearance: Appearance(shares: mean),
            confidence: Int32(confidence / Int64(sightings)))
    }

    /// Returns the speed per second, clamped to what the arithmetic of a whole cell can hold.
    private static func speed(_ way: Int64, in elapsed: Int64) -> Int64 {
        max(-fastest, min(fastest, way * 1_000_000 / elapsed))
    }

    private mutating func note(_ detection: Detection) {
        for index in 0..<8 { shares[index] += UInt32(detection.appearance.shares[index]) }
        sightings += 1
        confidence += Int64(detection.confidence)
    }

    private mutating func append(_ box: Box, at time: Timestamp, shownUntil: Timestamp) {
        points.append(TrackPoint(time: time, box: box))
        lastSeen = time
        end = shownUntil
    }
}
