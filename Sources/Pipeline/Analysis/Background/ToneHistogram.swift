/// Counts of each difference between a picture and its reference, per group of 16 levels of the reference.
struct ToneHistogram: Sendable {
    static let groups = 16
    /// Bins per group: one for each difference from -256 to 255.
    static let span = 512

    /// Two histograms, each of half the anchors. Neighbouring anchors mostly hit the same bin, and an increment that
    /// depends on the one before it takes several times as long.
    private var bins = [UInt16](repeating: 0, count: 2 * groups * span)

    /// The bin for the difference `-reference` of each anchor; adding the picture's luma gives the bin to increment.
    @inline(__always)
    static func origin(of reference: UInt8) -> UInt16 {
        UInt16(reference >> 4) * UInt16(span) + UInt16(span / 2) - UInt16(reference)
    }

    /// Counts a picture's differences from the anchors.
    mutating func count(_ picture: UnsafePointer<UInt8>, anchors: ToneAnchors) {
        let half = Self.groups * Self.span
        bins.withUnsafeMutableBufferPointer { bins in
            bins.update(repeating: 0)
            anchors.offsets.withUnsafeBufferPointer { offsets in
                anchors.origins.withUnsafeBufferPointer { origins in
                    guard let even = bins.baseAddress, let offsets = offsets.baseAddress,
                        let origins = origins.baseAddress
                    else { return }
                    let odd = even + half
                    let count = anchors.offsets.count
                    var index = 0
                    while index &+ 1 < count {
                        even[Int(origins[index]) &+ Int(picture[Int(offsets[index])])] &+= 1
                        odd[Int(origins[index &+ 1]) &+ Int(picture[Int(offsets[index &+ 1])])] &+= 1
                        index &+= 2
                    }
                    if index < count { even[Int(origins[index]) &+ Int(picture[Int(offsets[index])])] &+= 1 }
                    for bin in 0..<half { even[bin] &+= odd[bin] }
                }
            }
        }
    }

    /// Lends a group's counts, indexed by difference, and a range of differences outside which all counts are 0.
    @inline(__always)
    func withCounts<Result>(of group: Int, _ body: (UnsafePointer<UInt16>, ClosedRange<Int>) -> Result) -> Result {
        bins.withUnsafeBytes { bytes in
            let start = group * Self.span * MemoryLayout<UInt16>.size
            var first = 0
            var last = Self.span / 4 - 1
            // Checks four bins at a time.
            while first < last, bytes.load(fromByteOffset: start + first * 8, as: UInt64.self) == 0 { first += 1 }
            while last > first, bytes.load(fromByteOffset: start + last * 8, as: UInt64.self) == 0 { last -= 1 }
            let counts = bytes.baseAddress!.assumingMemoryBound(to: UInt16.self) + group * Self.span + Self.span / 2
            return body(counts, max(-255, first * 4 - Self.span / 2)...min(255, last * 4 + 3 - Self.span / 2))
        }
    }
}
