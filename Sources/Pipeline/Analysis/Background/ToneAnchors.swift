/// The pixels of a reference picture at which exposures are compared, with their positions and luma.
struct ToneAnchors: Sendable {
    private(set) var offsets: [Int32] = []
    private(set) var values: [UInt8] = []
    /// Offset of each anchor's counts in the histogram.
    private(set) var origins: [UInt16] = []
    /// Number of anchors in each group of levels, and the sum of their luma.
    private(set) var counts = [Int](repeating: 0, count: ToneHistogram.groups)
    private(set) var totals = [Int](repeating: 0, count: ToneHistogram.groups)

    /// Largest number of anchors, spread evenly.
    private static let limit = 8_192

    /// Takes anchors from a regular grid over the picture, skipping pixels that `isUsable` rejects.
    init(width: Int, height: Int, reference: UnsafePointer<UInt8>, where isUsable: (Int) -> Bool) {
        var step = 1
        while (width / step) * (height / step) > Self.limit { step += 1 }
        offsets.reserveCapacity(Self.limit * 2)
        values.reserveCapacity(Self.limit * 2)
        origins.reserveCapacity(Self.limit * 2)
        for row in stride(from: step / 2, to: height, by: step) {
            for column in stride(from: step / 2, to: width, by: step) {
                let offset = row * width + column
                guard isUsable(offset) else { continue }
                offsets.append(Int32(truncatingIfNeeded: offset))
                let luma = reference[offset]
                values.append(luma)
                origins.append(ToneHistogram.origin(of: luma))
                counts[Int(luma >> 4)] += 1
                totals[Int(luma >> 4)] += Int(luma)
            }
        }
    }
}
