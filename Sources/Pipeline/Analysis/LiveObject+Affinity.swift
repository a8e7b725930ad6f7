extension LiveObject {
    /// How well a detection fits; 0 where it does not.
    func affinity(of box: Box, expected: Box, source: DetectionSource) -> Int {
        switch source {
        case .foreground: overlapAffinity(of: box, expected: expected)
        case .detector: centreAffinity(of: box, expected: expected)
        }
    }

    /// By overlap, and by nearness where there is none: patches of one object differ in size from frame to frame.
    private func overlapAffinity(of box: Box, expected: Box) -> Int {
        let overlap = expected.overlap(with: box)
        if overlap >= 100 { return 1_000 + overlap }
        let across = Int64(abs(expected.doubledCentre.x - box.doubledCentre.x))
        let down = Int64(abs(expected.doubledCentre.y - box.doubledCentre.y))
        let distance = max(
            across * 500 / Int64(max(1, (expected.width + box.width) / 2)),
            down * 500 / Int64(max(1, (expected.height + box.height) / 2)))
        let limit: Int64 = points.count < 4 ? 1_300 : 700
        let (small, large) = (min(expected.area, box.area), max(expected.area, box.area))
        guard distance < limit, small * 3 > large else { return 0 }
        return Int(max(1, 900 - distance / 2))
    }

    /// By the distance between the centres, in the objects' own size, and the difference of the heights, squared: as the
    /// logarithm of a normal distribution. As long as no speed is known the detection may lie farther off.
    private func centreAffinity(of box: Box, expected: Box) -> Int {
        let across = Int64(expected.doubledCentre.x - box.doubledCentre.x) * 1_000 / Int64(expected.width + box.width)
        let down = Int64(expected.doubledCentre.y - box.doubledCentre.y) * 1_000 / Int64(expected.height + box.height)
        let growth = Int64(expected.height - box.height) * 4_400 / Int64(expected.height + box.height)
        guard abs(across) < 2_000, abs(down) < 2_000 else { return 0 }
        let limit: Int64 = points.count < 4 ? 1_070 : 800
        return Int(max(0, 1_000 - (across * across + down * down + growth * growth) * 1_000 / (limit * limit)))
    }
}
