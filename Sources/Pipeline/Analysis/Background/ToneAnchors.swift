/// Pixels of a reference picture at which exposures are compared: their places and their luma.
struct ToneAnchors: Sendable {
    private(set) var offsets: [Int32] = []
    private(set) var values: [UInt8] = []
    /// Where the differences to each are counted.
    private(set) var origins: [UInt16] = []
    /// How many there are in each group of levels, and the sum of their luma.
    private(set) var counts = [Int](repeating: 0, count: ToneHistogram.groups)
    private(set) var totals = [Int](repeating: 0, count: ToneHistogram.groups)

    /// At most this many, evenly spread.
    private static let limit = 8_192

    /// A regular grid over the picture, without the pixels that `isUsable` refuses.
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
