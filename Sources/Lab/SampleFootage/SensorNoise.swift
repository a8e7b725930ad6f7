/// Image sensor noise from a seeded table. Every frame and row starts at a different place in it.
struct SensorNoise {
    private static let bits = 16
    /// Standard deviation about 2.4 of 255; approximates a bell curve with the sum of three uniform values.
    let table: [Int16]
    private let seed: UInt64

    init(seed: UInt64, rowLength: Int) {
        var generator = SplitMix(seed: seed)
        self.seed = seed
        table = (0..<(1 << SensorNoise.bits) + rowLength).map { _ in
            let throwing = generator.next()
            let parts = [throwing % 5, (throwing >> 20) % 5, (throwing >> 40) % 5]
            return Int16(parts.reduce(0, +)) - 6
        }
    }

    /// Returns the table index at which this row of this frame starts.
    func offset(frame: Int, row: Int) -> Int {
        let key = SplitMix.mixed(seed ^ UInt64(frame) << 20 ^ UInt64(row))
        return Int(key >> UInt64(64 - SensorNoise.bits))
    }
}
