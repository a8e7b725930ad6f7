import CKernels

/// Summarises the samples of one row. Most pixels never change and are handled by vector loops.
struct RowSummary {
    /// Number of pixels whose samples are processed together.
    static let block = 16

    private let width: Int
    private let count: Int
    /// Largest difference between a pixel's samples that counts as unchanged; nil to examine every pixel.
    private let tolerance: UInt8?
    /// How far an unchanged pixel's range extends, indexed by the sum of its samples' deviations.
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

    /// Summarises the samples of a row, stored one after the other in `rows`, and sets its pixels from `offset` on as
    /// if none had changed.
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

    /// Adds the number of unchanged pixels in the row and the sum of their deviations to `total`.
    func addUnchanged(to total: inout (count: Int, deviation: Int)) {
        for column in 0..<width where changed[column >> 6] &>> UInt64(column & 63) & 1 == 0 {
            total.count &+= 1
            total.deviation &+= Int(deviations[column])
        }
    }

    /// Calls `body` with each column whose samples in `rows` differ, and those samples.
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
