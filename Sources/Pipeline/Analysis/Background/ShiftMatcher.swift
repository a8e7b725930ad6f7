/// Finds how far a picture is moved against a reference, from the reference's edges: masts sway, cameras are knocked.
///
/// Descends from no move to the best neighbour until none is better. Each edge's difference is capped, so that objects
/// in front of some of them do not count for more than that.
struct ShiftMatcher: Sendable {
    private var offsets: [Int32] = []
    private var values: [UInt8] = []
    private let width: Int
    private let reach: Int

    /// Smallest luma step between the pixels beside that makes a pixel an edge.
    private static let edge = 24
    /// Cap of one edge's difference.
    private static let cap = 40
    /// Fewer edges than this say nothing.
    private static let fewest = 6

    /// Takes the sharpest usable pixel of each block of 12 x 12, not nearer to the border than `reach`.
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

    /// The picture's shift; `table` takes its luma to the reference's exposure.
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
        // A real move explains a good part of what differs; less is chance.
        return lowest * 8 < still * 7 ? best : PixelShift()
    }

    /// The summed differences of a shift; those that reach `limit`, as most do soon, are not summed to the end.
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
