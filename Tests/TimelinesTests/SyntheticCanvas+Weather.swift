import SeededRandomness

extension SyntheticCanvas {
    /// Draws short bright streaks, at other places in each frame.
    mutating func rain(streaks: Int, length: Int, light: Int) {
        for _ in 0..<streaks {
            let (bits, extra) = (random.next(), random.next())
            let (left, top) = (Int(bits & 0xFFFF) % width, Int(bits >> 16 & 0xFFFF) % height)
            let tall = length / 2 + Int(bits >> 32 & 0xFF) * length / 256
            let gain = light / 2 + Int(extra & 0xFF) * light / 256
            // Slanted slightly by the wind, and sometimes close to the camera.
            let wide = extra >> 8 & 7 == 0 ? 2 : 1
            for row in top..<min(height, top + tall) {
                let slant = left + (row - top) / 5
                for column in slant..<slant + wide where column < width {
                    pixels[row * width + column] = UInt8(clamping: Int(pixels[row * width + column]) + gain)
                }
            }
        }
    }

    /// Draws a tree whose leaves differ by `contrast` in both directions and sway irregularly, each branch of 20 x 16
    /// pixels in its own way.
    mutating func leaves(x: Int, y: Int, width: Int, height: Int, contrast: Int, sway: Int, time: Int) {
        for branchRow in 0..<(height + 15) / 16 {
            for branchColumn in 0..<(width + 19) / 20 {
                let number = branchRow * 16 + branchColumn
                let across = Self.sway(number * 2, at: time) * sway / 256
                let down = Self.sway(number * 2 + 1, at: time) * sway / 512
                for row in branchRow * 16..<min(height, branchRow * 16 + 16) {
                    for column in branchColumn * 20..<min(width, branchColumn * 20 + 20) {
                        let (a, b) = ((column + across + 64) / 3, (row + down + 64) / 2)
                        var leaf = UInt64(a &* 7_919 ^ b &* 104_729) &* 0x9E37_79B9_7F4A_7C15
                        leaf ^= leaf >> 31
                        let place = (y + row) * self.width + x + column
                        pixels[place] = UInt8(clamping: 50 + Int(leaf & 0xFF) * contrast / 256)
                    }
                }
            }
        }
    }

    /// Returns a value from -256 to 256, interpolated between random values 400 ms apart; larger in gusts.
    private static func sway(_ number: Int, at time: Int) -> Int {
        func drawn(_ index: Int) -> Int {
            var random = SeededGenerator(seed: UInt64(number * 65_536 + index))
            var gust = SeededGenerator(seed: UInt64(index / 10 + 7_777))
            return (Int(random.next() & 0x1FF) - 256) * Int(100 + gust.next() % 156) / 256
        }
        let (index, part) = (time / 400, time % 400)
        return drawn(index) + (drawn(index + 1) - drawn(index)) * part / 400
    }

    /// Darkens by up to `percent` around a column, fading to nothing over `reach` pixels.
    mutating func cloud(x: Int, percent: Int, reach: Int) {
        for column in 0..<width {
            let distance = min(reach, abs(column - x))
            let share = 1_000 - percent * 10 * (reach - distance) / reach
            if share == 1_000 { continue }
            for row in 0..<height {
                pixels[row * width + column] = UInt8(Int(pixels[row * width + column]) * share / 1_000)
            }
        }
    }
}
