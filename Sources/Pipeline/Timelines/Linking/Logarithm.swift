/// Natural logarithms in integer arithmetic, the same on every machine.
enum Logarithm {
    /// Returns the logarithm of `value / unit` in thousandths, accurate to 1. Both must be above zero and below 2^40.
    static func thousandths(of value: Int64, over unit: Int64) -> Int64 {
        (binary(value) - binary(unit)) * 693_147 / 65_536_000
    }

    /// Returns the binary logarithm in 1/65536: the position of the highest bit, then one further bit per squaring.
    private static func binary(_ value: Int64) -> Int64 {
        let place = 63 - value.leadingZeroBitCount
        var mantissa = place <= 30 ? UInt64(value) << UInt64(30 - place) : UInt64(value) >> UInt64(place - 30)
        var result = Int64(place)
        for _ in 0..<16 {
            mantissa = (mantissa * mantissa) >> 30
            result <<= 1
            if mantissa >= 1 << 31 {
                mantissa >>= 1
                result |= 1
            }
        }
        return result
    }
}
