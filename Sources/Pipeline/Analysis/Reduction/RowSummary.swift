import CKernels

/// What the samples of one row have in common: most pixels never change, and are done by vector loops.
struct RowSummary {
    /// Pixels whose samples are looked at together.
    static let block = 16

    private let width: Int
    private let count: Int
    /// Largest difference of a pixel's samples that is no change; nil where every pixel is to be looked at.
    private let tolerance: UInt8?
    /// How far the range of an unchanged pixel reaches, by the sum of its samples' deviations.
    private let reaches: [UInt8]
    private var lowest: [UInt8]
    private var highest: [UInt8]
    private var deviations: [UInt16]
    private var changed: [UInt64]

    init(width: Int, count: Int, tolerance: Int?, reach: (Int) -> UInt8) {
        self.width = width
        self.count = count
        self.tolerance = tolerance.map { UInt8(clamping: $0) }
        reaches = (0...(count * 255)).map(reach)
        lowest = [UInt8](repeating: 0, count: width)
        highest = lowest
        deviations = [UInt16](repeating: 0, count: width)
        changed = [UInt64](repeating: 0, count: (width + 63) / 64)
    }

    /// Summarises the samples of a row, one after the other in `rows`, and sets its pixels from `offset` on as if none
    /// had changed.
    mutating func take(
        _ rows: UnsafePointer<UInt8>, into ranges: inout LumaRanges, values: inout [UInt8], at offset: Int
    ) {
        values.withUnsafeMutableBufferPointer { values in
            ranges.lowest.withUnsafeMutableBufferPointer { rangeLowest in
                ranges.highest.withUnsafeMutableBufferPointer { rangeHighest in
                    guard let values = values.baseAddress, let rangeLowest = rangeLowest.baseAddress,
                        let rangeHighest = rangeHighest.baseAddress
                    else { return }
                    kernels_summarise(rows, count, width, &lowest, &highest, values + offset, &deviations)
                    kernels_settle(
                        lowest, highest, values + offset, deviations, width, tolerance ?? 0, reaches,
                        rangeLowest + offset, rangeHighest + offset, &changed)
                }
            }
        }
        guard tolerance == nil else { return }
        for column in 0..<width { changed[column / 64] |= 1 &<< UInt64(column & 63) }
    }

    /// Adds the row's unchanged pixels and the sums of their deviations.
    func addUnchanged(to total: inout (count: Int, deviation: Int)) {
        for column in 0..<width where changed[column >> 6] &>> UInt64(column & 63) & 1 == 0 {
            total.count &+= 1
            total.deviation &+= Int(deviations[column])
        }
    }

    /// Calls `body` with every column whose samples in `rows` differ, and these samples.
    @inline(__always)
    func forEachChange(in rows: UnsafePointer<UInt8>, _ body: (Int, UnsafePointer<kernels_samples>) -> Void) {
        withUnsafeTemporaryAllocation(of: kernels_samples.self, capacity: Self.block) { samples in
            guard let samples = samples.baseAddress else { return }
            for first in stride(from: 0, to: width, by: Self.block) {
                var rest = UInt16(truncatingIfNeeded: changed[first >> 6] &>> UInt64(first & 63))
                guard rest != 0 else { continue }
                kernels_transpose(rows + first, count, width, samples)
                while rest != 0 {
                    let place = rest.trailingZeroBitCount
                    body(first + place, samples + place)
                    rest &= rest &- 1
                }
            }
        }
    }
}
