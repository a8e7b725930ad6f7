import SeededRandomness

/// One picture on which the contents of a scene are drawn, clipped at its edges.
struct SyntheticCanvas {
    let width: Int
    let height: Int
    var pixels: [UInt8]
    /// A different generator for each frame.
    var random: SeededGenerator
    /// The value that replaces each luma after the sensor's noise has been added.
    private(set) var tone = (0..<256).map { UInt8($0) }

    /// Draws a square with its own pattern.
    mutating func square(x: Int, y: Int, side: Int, luma: Int) {
        rectangle(x: x, y: y, width: side, height: side, luma: luma)
    }

    /// Draws a rectangle whose pattern moves with it.
    mutating func rectangle(x: Int, y: Int, width: Int, height: Int, luma: Int, pattern: Int = 24) {
        let (top, bottom) = (max(0, y), min(self.height, y + height))
        let (left, right) = (max(0, x), min(self.width, x + width))
        guard top < bottom, left < right else { return }
        for row in top..<bottom {
            for column in left..<right {
                let isDark = ((row - y) / 3 + (column - x) / 3) % 2 == 0
                pixels[row * self.width + column] = UInt8(clamping: isDark ? luma : luma + pattern)
            }
        }
    }

    /// Draws a walking person: `x` is the centre, `feet` the row below the feet; the legs swing with the distance
    /// walked.
    mutating func person(x: Int, feet: Int, height: Int, luma: Int) {
        let width = max(3, height * 2 / 5)
        let (head, trunk) = (height / 6, height / 2)
        let top = feet - height
        rectangle(x: x - width / 6, y: top, width: max(2, width / 3), height: head, luma: luma + 10, pattern: 12)
        rectangle(x: x - width / 2, y: top + head, width: width, height: trunk, luma: luma, pattern: 16)
        let swing = abs((x % width + width) % width - width / 2) / 2
        let (leg, rest) = (max(2, width / 3), height - head - trunk)
        for side in [-swing, swing] {
            rectangle(x: x + side - leg / 2, y: feet - rest, width: leg, height: rest, luma: luma, pattern: 10)
        }
    }

    /// Makes a rectangle uniformly darker or brighter.
    mutating func fade(x: Int, y: Int, width: Int, height: Int, by change: Int) {
        for row in max(0, y)..<min(self.height, y + height) {
            for column in max(0, x)..<min(self.width, x + width) {
                let place = row * self.width + column
                pixels[place] = UInt8(clamping: Int(pixels[place]) + change)
            }
        }
    }

    /// Replaces each luma, noise included, with the result of `change`.
    mutating func change(_ change: (_ luma: Int) -> Int) { tone = tone.map { UInt8(clamping: change(Int($0))) } }

    /// Multiplies every luma by `percent`, clipping as a camera does.
    mutating func expose(percent: Int) { change { $0 * percent / 100 } }
}
