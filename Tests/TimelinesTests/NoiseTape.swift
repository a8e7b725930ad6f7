import SeededRandomness

/// Sensor noise, generated once; each frame takes it from a different position.
struct NoiseTape {
    private static let length = 1 << 17
    private var values: [Int16] = []

    /// - Parameter deviation: the standard deviation in quarters of a luma level.
    init(deviation: Int, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        values.reserveCapacity(Self.length)
        for _ in 0..<Self.length {
            // The sum of four 16-bit random numbers has a standard deviation of 37,837.
            let bits = random.next()
            var sum = -131_070
            for dice in 0..<4 { sum += Int(bits >> UInt64(16 * dice) & 0xFFFF) }
            let noise = sum * deviation
            values.append(Int16(clamping: (noise + (noise < 0 ? -75_674 : 75_674)) / 151_348))
        }
    }

    /// Adds a frame's noise to its pixels, then applies a camera's tone curve.
    func add(to pixels: inout [UInt8], frame: Int, tone: [UInt8]) {
        var random = SeededGenerator(seed: UInt64(frame) &* 0xD1B5_4A32)
        values.withUnsafeBufferPointer { values in
            pixels.withUnsafeMutableBufferPointer { pixels in
                var from = Int(random.next() % UInt64(Self.length))
                for place in 0..<pixels.count {
                    let value = Int16(pixels[place]) &+ values[from]
                    pixels[place] = tone[value < 0 ? 0 : value > 255 ? 255 : Int(value)]
                    from = from &+ 1 == Self.length ? 0 : from &+ 1
                }
            }
        }
    }
}
