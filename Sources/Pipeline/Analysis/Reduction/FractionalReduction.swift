import CKernels

/// Area averages by a fractional factor: each source pixel is weighted by the exact share of it that a target pixel
/// covers.
///
/// Rows are weighted first, then the columns of their sums.
struct FractionalReduction: Sendable {
    private let sourceWidth: Int
    private let width: Int
    private let across: ReductionShares
    private let down: ReductionShares
    private var sums: [UInt32]

    init(sourceWidth: Int, sourceHeight: Int, width: Int, height: Int) {
        self.sourceWidth = sourceWidth
        self.width = width
        across = ReductionShares(of: sourceWidth, in: width)
        down = ReductionShares(of: sourceHeight, in: height)
        sums = [UInt32](repeating: 0, count: sourceWidth + across.taps)
    }

    mutating func reduce(_ source: UnsafeRawPointer, stride: Int, into target: UnsafeMutablePointer<UInt8>) {
        let bytes = source.assumingMemoryBound(to: UInt8.self)
        let area = UInt64(across.whole) * UInt64(down.whole)
        down.weights.withUnsafeBufferPointer { weights in
            guard let weights = weights.baseAddress else { return }
            for (row, first) in down.firsts.enumerated() {
                let place = row * down.taps
                kernels_weigh_rows(
                    bytes + Int(first) * stride, stride, weights + place, down.counts[row], &sums, sourceWidth)
                kernels_weigh_columns(
                    sums, across.firsts, across.weights, across.taps, target + row * width, width, area)
            }
        }
    }
}
