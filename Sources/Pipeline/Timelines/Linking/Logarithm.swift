/// Natural logarithms in integers, the same on every machine.
enum Logarithm {
    /// The logarithm of `value / unit`, in thousandths, to within 1; both are above zero and below 2^40.
    static func thousandths(of value: Int64, over unit: Int64) -> Int64 {
        (binary(value) - binary(unit)) * 693_147 / 65_536_000
    }

    /// The binary logarithm in 1/65536: the place of the highest bit, then one bit of the rest by each squaring.
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
