/// Noise of an image sensor from a seeded table: every frame and row starts at another place of it.
struct SensorNoise {
    private static let bits = 16
    /// Standard deviation about 2.4 of 255, the bell shape made of three even throws.
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

    /// Where in the table this row of this frame starts.
    func offset(frame: Int, row: Int) -> Int {
        let key = SplitMix.mixed(seed ^ UInt64(frame) << 20 ^ UInt64(row))
        return Int(key >> UInt64(64 - SensorNoise.bits))
    }
}
