/// The lighting of the scene as the camera shows it: a constant lamp cone and a varying exposure.
struct Lighting {
    /// A change from one factor to another; immediate if `start` equals `end`.
    struct Change {
        /// Milliseconds from the start of the scene.
        let start: Int
        let end: Int
        /// From here on, in thousandths of the usual exposure.
        let factor: Int
    }

    /// Position in pixels.
    let lamp: (x: Int, y: Int)
    /// Ordered by time, without overlap.
    let changes: [Change]

    /// Thousandths of the usual exposure, at a time in microseconds from the start of the scene.
    func exposure(at time: Int64) -> Int {
        var factor = 1_000
        for change in changes where Int64(change.start) * 1_000 <= time {
            guard time < Int64(change.end) * 1_000 else {
                factor = change.factor
                continue
            }
            let elapsed = Int(time) - change.start * 1_000
            return factor + (change.factor - factor) * elapsed / ((change.end - change.start) * 1_000)
        }
        return factor
    }

    /// The lamp's share of the light for each pixel, in 1/256: bright in the middle of its cone, dim in the corners.
    func cone(width: Int, height: Int) -> [UInt16] {
        var shares = [UInt16]()
        shares.reserveCapacity(width * height)
        for y in 0..<height {
            for x in 0..<width {
                let (right, down) = (x - lamp.x, y - lamp.y)
                let distance = (right * right + down * down * 2) * 256 / (width * width)
                shares.append(UInt16(110 + 200 * 256 / (256 + distance * 2)))
            }
        }
        return shares
    }
}
