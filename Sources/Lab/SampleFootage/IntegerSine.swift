/// Sine and square root in integer arithmetic: bit-identical on every machine.
enum IntegerSine {
    /// 256 times the sine of an angle; a full turn is 256. Bhaskara's approximation, within 0.2 %.
    static func sine(_ angle: Int) -> Int {
        let turn = angle & 255
        let half = turn & 127
        let product = half * (128 - half)
        // 16 x (pi - x) / (5 pi^2 - 4 x (pi - x)) with pi = 128.
        let value = 256 * 16 * product / (5 * 128 * 128 - 4 * product)
        return turn < 128 ? value : -value
    }

    static func cosine(_ angle: Int) -> Int { sine(angle + 64) }
}

extension Int {
    /// The greatest integer whose square does not exceed this one; 0 for negative numbers.
    var squareRoot: Int {
        guard self > 0 else { return 0 }
        var root = 1 << ((Int.bitWidth - leadingZeroBitCount + 1) / 2)
        while true {
            let next = (root + self / root) / 2
            if next >= root { return root }
            root = next
        }
    }
}
