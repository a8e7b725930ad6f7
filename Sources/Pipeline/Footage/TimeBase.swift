/// The unit of a stream's timestamps: one tick lasts `numerator / denominator` seconds.
package struct TimeBase: Hashable, Sendable, Codable {
    package let numerator: Int32
    package let denominator: Int32

    package init(numerator: Int32, denominator: Int32) {
        precondition(numerator > 0 && denominator > 0, "a time base is a positive fraction")
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Converts ticks to microseconds, rounded to nearest with halves upwards; exact for any 64-bit tick count.
    ///
    /// Saturates at the ends of `Int64`, which only damaged timestamps reach.
    package func microseconds(ticks: Int64) -> Int64 {
        let scaled = Int128(ticks) * Int128(numerator) * 1_000_000
        let divisor = Int128(denominator)
        let doubled = 2 * scaled + divisor
        let (quotient, remainder) = doubled.quotientAndRemainder(dividingBy: 2 * divisor)
        return Int64(clamping: remainder < 0 ? quotient - 1 : quotient)
    }
}
