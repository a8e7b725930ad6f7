import Analysis
import Chronology
import Footage

/// How unlikely it is that one chain continues another: minus the logarithm of the odds, in thousandths.
///
/// The distance by which the two motions miss each other is weighed against how far an object may stray in the gap.
/// That tolerance grows with the object's own speed, so the cost does not depend on the footage's rate or scale. Size
/// and appearance count as well. So do missed frames in which nothing hid the object: a detector seldom misses what is
/// in the open.
struct LinkCost: Sendable {
    /// How far the path may stray, in thousandths of the distance the object moves in the gap.
    private static let stray: Int64 = 470
    /// Additional tolerance per frame without the object, in thousandths of its size.
    private static let strayPerFrame: Int64 = 45
    /// Additional tolerance per frame while the speed is unknown, for up to three frames.
    private static let strayUnknown: Int64 = 230

    /// Highest speed of a standing object, in thousandths of its size per second.
    private static let slow: Int64 = 400

    /// Fewest points for a line to be extrapolated on its own.
    private static let leastLine = 6

    private let cover: CoverIndex
    /// Uncertainty of a position without a gap, in thousandths of the object's size.
    private let placeNoise: Int64
    /// Weight of a difference in size, applied to the square of the ratio's logarithm.
    private let heightWeight: Int64
    private let widthWeight: Int64

    init(cover: CoverIndex, source: DetectionSource) {
        self.cover = cover
        switch source {
        // A patch may lose legs or a shadow from one frame to the next.
        case .foreground: (placeNoise, heightWeight, widthWeight) = (240, 1, 1)
        case .detector: (placeNoise, heightWeight, widthWeight) = (175, 54, 20)
        }
    }

    /// Returns the cost; nil if it reaches `limit`. `looks` is the distance between appearances.
    func cost(from a: Motion, to b: Motion, looks: Int64, limit: Int64) -> Int64? {
        let gap = b.time.microseconds - a.time.microseconds
        let (width, height) = ((a.width + b.width) / 2, (a.height + b.height) / 2)
        let missed = max(0, gap / a.frame - 1)
        let speed = Self.blend(a, b)
        let missX = (b.x - a.x - speed.x * (gap / 1_000) / 1_000) * 1_000 / (width * 64)
        let missY = (b.y - a.y - speed.y * (gap / 1_000) / 1_000) * 1_000 / (height * 64)
        guard abs(missX) < 100_000, abs(missY) < 100_000 else { return nil }
        var allowed = placeNoise + Self.strayPerFrame * missed
        let fastest = max(Self.pace(a, width, height), Self.pace(b, width, height))
        allowed += Self.stray * fastest / 1_000 * (gap / 1_000) / 1_000
        if max(a.count, b.count) < 3 { allowed += Self.strayUnknown * min(missed + 1, 3) }
        var cost = (missX * missX + missY * missY) * 500 / (allowed * allowed)
        guard cost < limit else { return nil }
        cost += Logarithm.thousandths(of: allowed, over: placeNoise) * 15 / 10 + looks
        cost += sizeCost(a, b)
        guard cost < limit else { return nil }
        let open = missed > 0 ? missed * cover.openShare(from: a, to: b) / 1_000 : 0
        cost += 600 * min(open, 6) + 190 * min(max(0, open - 6), 20) + 42 * (missed - open)
        return cost < limit ? cost : nil
    }

    /// Returns the cost of having moved straight on, unseen: each side's line must meet the other's end. The length of
    /// the gap does not count.
    func straightCost(from a: Motion, to b: Motion, looks: Int64, limit: Int64) -> Int64? {
        guard min(a.count, b.count) >= Self.leastLine else { return nil }
        let gap = (b.time.microseconds - a.time.microseconds) / 1_000
        let (width, height) = ((a.width + b.width) / 2, (a.height + b.height) / 2)
        let (movedX, movedY) = ((b.x - a.x) * 1_000 / (width * 64), (b.y - a.y) * 1_000 / (height * 64))
        let allowed = placeNoise + max(abs(movedX), abs(movedY)) / 10
        var squares: Int64 = 0
        for side in [a, b] {
            // Undoes the shrinkage towards zero, which a line through so many points does not need.
            let (points, all) = (side.count, side.count + 2)
            let missX = movedX - side.speedX * gap * Int64(all) / (width * 64 * Int64(points))
            let missY = movedY - side.speedY * gap * Int64(all) / (height * 64 * Int64(points))
            guard abs(missX) < 100_000, abs(missY) < 100_000 else { return nil }
            squares += missX * missX + missY * missY
        }
        let cost = squares * 250 / (allowed * allowed) + looks + sizeCost(a, b)
        return cost < limit ? cost : nil
    }

    /// Returns the cost of having stood unseen in one place, for any length of gap. Nil for moving objects.
    func standingCost(from a: Motion, to b: Motion, looks: Int64, limit: Int64) -> Int64? {
        let (width, height) = ((a.width + b.width) / 2, (a.height + b.height) / 2)
        guard min(a.count, b.count) >= 3, Self.pace(a, width, height) < Self.slow,
            Self.pace(b, width, height) < Self.slow
        else { return nil }
        let missX = (b.x - a.x) * 1_000 / (width * 64)
        let missY = (b.y - a.y) * 1_000 / (height * 64)
        guard abs(missX) < 1_000, abs(missY) < 1_000 else { return nil }
        let cost =
            (missX * missX + missY * missY) * 500 / (placeNoise * placeNoise) + looks + sizeCost(a, b)
        return cost < limit ? cost : nil
    }

    private func sizeCost(_ a: Motion, _ b: Motion) -> Int64 {
        let tall = Logarithm.thousandths(of: a.height, over: b.height)
        let wide = Logarithm.thousandths(of: a.width, over: b.width)
        return (heightWeight * tall * tall + widthWeight * wide * wide) / 1_000
    }

    /// Returns the speed over the gap: the average of both sides, weighted by their points. One or two points give no
    /// usable speed.
    private static func blend(_ a: Motion, _ b: Motion) -> (x: Int64, y: Int64) {
        var (left, right) = (Int64(a.count), Int64(b.count))
        if min(left, right) < 3 && left != right { (left, right) = left > right ? (1, 0) : (0, 1) }
        return (
            (left * a.speedX + right * b.speedX) / (left + right), (left * a.speedY + right * b.speedY) / (left + right)
        )
    }

    /// Returns the speed in thousandths of the size per second.
    private static func pace(_ motion: Motion, _ width: Int64, _ height: Int64) -> Int64 {
        let across = motion.speedX * 1_000 / (width * 64)
        let down = motion.speedY * 1_000 / (height * 64)
        let (long, short) = (max(abs(across), abs(down)), min(abs(across), abs(down)))
        // Approximates the length of the vector to within 7 %.
        return max(long, long * 7 / 8 + short / 2)
    }
}
