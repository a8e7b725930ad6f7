/// Estimates how far a picture is shifted against a reference, from the reference's edges: masts sway, cameras get
/// knocked.
///
/// Descends from zero shift to the best neighbour until none is better. Each edge's difference is capped to limit the
/// influence of objects that hide some of the edges.
struct ShiftMatcher: Sendable {
    private var offsets: [Int32] = []
    private var values: [UInt8] = []
    private let width: Int
    private let reach: Int

    /// Smallest luma step between a pixel's neighbours that makes it an edge.
    private static let edge = 24
    /// Cap on one edge's difference.
    private static let cap = 40
    /// With fewer edges than this, no shift is estimated.
    private static let fewest = 6

    /// Takes the sharpest usable pixel of each block of 12 x 12, at least `reach` pixels from the border.
    init(width: Int, height: Int, reference: UnsafePointer<UInt8>, reach: Int, where isUsable: (Int) -> Bool) {
        self.width = width
        self.reach = reach
        let margin = max(1, reach)
        for top in stride(from: margin, to: height - margin, by: 12) {
            for left in stride(from: margin, to: width - margin, by: 12) {
                var best = -1
                var sharpest = Self.edge - 1
                for row in top..<min(top + 12, height - margin) {
                    for column in left..<min(left + 12, width - margin) {
                        let place = row * width + column
                        let across = abs(Int(reference[place + 1]) - Int(reference[place - 1]))
                        let down = abs(Int(reference[place + width]) - Int(reference[place - width]))
                        if max(across, down) > sharpest, isUsable(place) {
                            sharpest = max(across, down)
                            best = place
                        }
                    }
                }
                guard best >= 0 else { continue }
                offsets.append(Int32(truncatingIfNeeded: best))
                values.append(reference[best])
            }
        }
    }

    /// Returns the picture's shift; `table` maps its luma to the reference's exposure.
    func shift(of picture: UnsafePointer<UInt8>, table: UnsafePointer<UInt8>) -> PixelShift {
        guard reach > 0, offsets.count >= Self.fewest else { return PixelShift() }
        let still = cost(picture, table: table, PixelShift(), below: .max)
        var best = PixelShift()
        var lowest = still
        while true {
            let centre = best
            for down in -1...1 {
                for across in -1...1 where across != 0 || down != 0 {
                    let shift = PixelShift(across: centre.across + across, down: centre.down + down)
                    guard max(abs(shift.across), abs(shift.down)) <= reach else { continue }
                    let cost = cost(picture, table: table, shift, below: lowest)
                    if cost < lowest {
                        lowest = cost
                        best = shift
                    }
                }
            }
            guard best != centre else { break }
        }
        // A real shift explains a good part of the difference; less is chance.
        return lowest * 8 < still * 7 ? best : PixelShift()
    }

    /// Sums the differences for a shift. Stops as soon as the sum reaches `limit`, which most shifts do early.
    private func cost(
        _ picture: UnsafePointer<UInt8>, table: UnsafePointer<UInt8>, _ shift: PixelShift, below limit: Int
    ) -> Int {
        let moved = picture + (shift.down * width + shift.across)
        return offsets.withUnsafeBufferPointer { offsets in
            values.withUnsafeBufferPointer { values in
                guard let places = offsets.baseAddress, let values = values.baseAddress else { return 0 }
                var sum = 0
                var index = 0
                while index < offsets.count, sum < limit {
                    let end = min(offsets.count, index &+ 16)
                    while index < end {
                        let luma = Int(table[Int(moved[Int(places[index])])])
                        sum &+= min(Self.cap, abs(luma &- Int(values[index])))
                        index &+= 1
                    }
                }
                return sum
            }
        }
    }
}

/// The offset in pixels between two pictures' content: what is at (x, y) in the reference is at (x + across, y + down)
/// in this picture.
struct PixelShift: Sendable, Hashable {
    var across = 0
    var down = 0

    var isNone: Bool { across == 0 && down == 0 }
}
