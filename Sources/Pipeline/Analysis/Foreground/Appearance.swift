/// An object's appearance: its shares of eight luma ranges, in 1/255.
package struct Appearance: Sendable, Hashable {
    /// Eight shares of one byte each, darkest first.
    package internal(set) var shares = SIMD8<UInt8>()
    /// Pixels counted so far, per range.
    private var counts = SIMD8<UInt32>()

    package init() {}

    init(shares: SIMD8<UInt8>) {
        self.shares = shares
    }

    init(bytes: [UInt8]) {
        precondition(bytes.count == 8, "an appearance has eight shares")
        for index in 0..<8 { shares[index] = bytes[index] }
    }

    var bytes: [UInt8] { (0..<8).map { shares[$0] } }

    /// Counts up to 255 pixels per range; `pixels` has one byte per range, the darkest in the lowest byte.
    @inline(__always)
    mutating func count(_ pixels: UInt64) {
        let bytes = unsafeBitCast(pixels.littleEndian, to: SIMD8<UInt8>.self)
        counts = counts &+ SIMD8<UInt32>(truncatingIfNeeded: bytes)
    }

    mutating func add(_ other: Appearance) {
        counts = counts &+ other.counts
    }

    /// Turns the counts into shares.
    mutating func settle() {
        let total = counts.wrappedSum()
        guard total > 0 else { return }
        for index in 0..<8 { shares[index] = UInt8((UInt64(counts[index]) * 255 + UInt64(total) / 2) / UInt64(total)) }
        counts = SIMD8()
    }

    /// Returns how much two appearances differ: 0 for equal shares, 510 for shares with nothing in common.
    package func distance(to other: Appearance) -> Int {
        var sum = 0
        for index in 0..<8 { sum += abs(Int(shares[index]) - Int(other.shares[index])) }
        return sum
    }
}
