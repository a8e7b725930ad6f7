/// Area averages by a fractional factor: every source pixel counts by the exact share of it that a target pixel covers.
///
/// Lengths are measured in units of 1/width (1/height) of a source pixel, so that all shares are integers.
struct FractionalReduction: Sendable {
    private let sourceWidth: Int
    private let sourceHeight: Int
    private let width: Int
    private let height: Int
    private var sums: [UInt32]

    init(sourceWidth: Int, sourceHeight: Int, width: Int, height: Int) {
        self.sourceWidth = sourceWidth
        self.sourceHeight = sourceHeight
        self.width = width
        self.height = height
        sums = [UInt32](repeating: 0, count: sourceWidth)
    }

    mutating func reduce(_ source: UnsafeRawPointer, stride: Int, into target: UnsafeMutablePointer<UInt8>) {
        let (sourceWidth, sourceHeight, width, height) = (sourceWidth, sourceHeight, width, height)
        let area = UInt64(sourceWidth) * UInt64(sourceHeight)
        sums.withUnsafeMutableBufferPointer { buffer in
            guard let sums = buffer.baseAddress else { return }
            for row in 0..<height {
                for column in 0..<sourceWidth { sums[column] = 0 }
                Self.forEachShare(of: row, length: sourceHeight, parts: height) { line, weight in
                    let bytes = (source + line * stride).assumingMemoryBound(to: UInt8.self)
                    let weight = UInt32(weight)
                    for column in 0..<sourceWidth { sums[column] &+= UInt32(bytes[column]) &* weight }
                }
                let output = target + row * width
                for column in 0..<width {
                    var total = area / 2
                    Self.forEachShare(of: column, length: sourceWidth, parts: width) { pixel, weight in
                        total &+= UInt64(sums[pixel]) &* UInt64(weight)
                    }
                    output[column] = UInt8(truncatingIfNeeded: total / area)
                }
            }
        }
    }

    /// Calls `body` with every source position that target position `index` covers, and its share of `length`.
    @inline(__always)
    private static func forEachShare(of index: Int, length: Int, parts: Int, _ body: (Int, Int) -> Void) {
        let from = index &* length
        let to = from &+ length
        var position = from / parts
        var start = from
        while start < to {
            let next = min(to, (position &+ 1) &* parts)
            body(position, next &- start)
            start = next
            position &+= 1
        }
    }
}
