/// Pixels of a reference picture at which exposures are compared: their places and their luma.
struct ToneAnchors: Sendable {
    private(set) var offsets: [Int32] = []
    private(set) var values: [UInt8] = []

    /// At most this many, evenly spread.
    private static let limit = 8_192

    /// A regular grid over the picture, without the pixels that `isUsable` refuses.
    init(width: Int, height: Int, reference: UnsafePointer<UInt8>, where isUsable: (Int) -> Bool) {
        var step = 1
        while (width / step) * (height / step) > Self.limit { step += 1 }
        offsets.reserveCapacity(Self.limit * 2)
        values.reserveCapacity(Self.limit * 2)
        for row in stride(from: step / 2, to: height, by: step) {
            for column in stride(from: step / 2, to: width, by: step) {
                let offset = row * width + column
                guard isUsable(offset) else { continue }
                offsets.append(Int32(truncatingIfNeeded: offset))
                values.append(reference[offset])
            }
        }
    }
}
