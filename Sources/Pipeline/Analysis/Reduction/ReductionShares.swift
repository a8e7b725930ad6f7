/// The source pixels of a line that each target pixel covers, and by how much.
///
/// Lengths are measured in the largest unit in which both pixels' lengths are whole numbers.
struct ReductionShares: Sendable {
    /// The sum of the shares of one target pixel.
    let whole: Int
    /// Number of share slots per target pixel: a multiple of eight, as the kernels require.
    let taps: Int
    /// The first source pixel of each target pixel, and the number it covers.
    private(set) var firsts: [UInt32] = []
    private(set) var counts: [Int] = []
    /// `taps` shares per target pixel, 0 past its last source pixel.
    private(set) var weights: [UInt16] = []

    init(of length: Int, in parts: Int) {
        let divisor = Self.greatestCommonDivisor(length, parts)
        whole = length / divisor
        let part = parts / divisor
        var shares: [[UInt16]] = []
        for index in 0..<parts {
            var start = index * whole
            let end = start + whole
            firsts.append(UInt32(start / part))
            var covered: [UInt16] = []
            while start < end {
                let next = min(end, (start / part + 1) * part)
                covered.append(UInt16(next - start))
                start = next
            }
            shares.append(covered)
        }
        counts = shares.map(\.count)
        let places = ((counts.max() ?? 0) + 7) / 8 * 8
        taps = places
        weights = shares.flatMap { $0 + [UInt16](repeating: 0, count: places - $0.count) }
    }

    private static func greatestCommonDivisor(_ one: Int, _ two: Int) -> Int {
        two == 0 ? one : greatestCommonDivisor(two, one % two)
    }
}
