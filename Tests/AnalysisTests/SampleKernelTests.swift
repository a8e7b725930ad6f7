import CKernels
import SeededRandomness
import Testing

/// Checks the background kernels against their definitions, in plain C and with this processor's vector instructions.
@Suite(.timeLimit(.minutes(10)), .serialized)
struct SampleKernelTests {
    @Test(arguments: [true, false])
    func aRowIsSummarisedColumnByColumn(inPlainC: Bool) {
        kernels_use_baseline_only(inPlainC)
        defer { kernels_use_baseline_only(false) }
        var random = SeededGenerator(seed: 4)
        for count in 1...31 {
            for width in [1, 31, 32, 65, 97] {
                let rows = bytes(count * width, of: width == 32 ? 250...255 : 0...255, &random)
                var (lowest, highest, means) = (empty(width), empty(width), empty(width))
                var deviations = [UInt16](repeating: 0, count: width)
                kernels_summarise(rows, count, width, &lowest, &highest, &means, &deviations)
                let columns = (0..<width).map { column in (0..<count).map { Int(rows[$0 * width + column]) } }
                #expect(lowest == columns.map { UInt8($0.min()!) })
                #expect(highest == columns.map { UInt8($0.max()!) })
                let reciprocal = (65_536 + count - 1) / count
                let expected = columns.map { (($0.reduce(0, +) + count / 2) * reciprocal) >> 16 }
                #expect(means == expected.map { UInt8($0) })
                let sums = zip(columns, expected).map { column, mean in column.reduce(0) { $0 + abs($1 - mean) } }
                #expect(deviations == sums.map { UInt16($0) })
                let total = kernels_total(rows, rows.count)
                #expect(total == rows.reduce(0) { $0 + UInt64($1) })
            }
        }
    }

    @Test(arguments: [true, false])
    func rangesReachAsFarAsTheDeviationSays(inPlainC: Bool) {
        kernels_use_baseline_only(inPlainC)
        defer { kernels_use_baseline_only(false) }
        var random = SeededGenerator(seed: 5)
        for width in [1, 32, 63, 64, 131] {
            let (lowest, highest) = (bytes(width, of: 0...140, &random), bytes(width, of: 140...255, &random))
            let means = bytes(width, of: 0...255, &random)
            let deviations = (0..<width).map { _ in UInt16.random(in: 0..<500, using: &random) }
            let reaches = bytes(500, of: 0...64, &random)
            let tolerance = UInt8.random(in: 0...200, using: &random)
            var (from, to) = (empty(width), empty(width))
            var changed = [UInt64](repeating: .max, count: (width + 63) / 64)
            kernels_settle(lowest, highest, means, deviations, width, tolerance, reaches, &from, &to, &changed)
            for column in 0..<width {
                let reach = Int(reaches[Int(deviations[column])])
                #expect(Int(from[column]) == max(0, Int(means[column]) - reach))
                #expect(Int(to[column]) == min(255, Int(means[column]) + reach))
                let isChanged = changed[column / 64] >> UInt64(column % 64) & 1 == 1
                #expect(isChanged == (highest[column] - lowest[column] > tolerance))
            }
            #expect(changed.reduce(0) { $0 + $1.nonzeroBitCount } <= width)
        }
    }

    @Test func samplesOfOnePixelAreSetsOfBits() {
        var random = SeededGenerator(seed: 6)
        for _ in 0..<500 {
            let count = Int.random(in: 1...31, using: &random)
            let spread = UInt8.random(in: 0...127, using: &random)
            let rows = bytes(count * 20, of: (127 - spread)...(128 + spread), &random)
            var pixels = [kernels_samples](repeating: kernels_samples(), count: 16)
            kernels_transpose(rows, count, 20, &pixels)
            let pixel = Int.random(in: 0..<16, using: &random)
            let luma = (0..<count).map { rows[$0 * 20 + pixel] }
            var samples = pixels[pixel]
            #expect(withUnsafeBytes(of: samples) { Array($0) } == luma + empty(32 - count))
            let all = (UInt32(1) << UInt32(count)) - 1
            let members = UInt32.random(in: 0...all, using: &random)
            let values = (0..<count).filter { members >> UInt32($0) & 1 == 1 }.map { Int(luma[$0]) }
            #expect(Int(kernels_sum(&samples, members)) == values.reduce(0, +))
            #expect(Int(kernels_deviation(&samples, members, 128)) == values.reduce(0) { $0 + abs($1 - 128) })
            let near = (0..<count).reduce(UInt32(0)) { (100...150).contains(luma[$1]) ? $0 | 1 << UInt32($1) : $0 }
            #expect(kernels_within(&samples, members, 100, 150) == members & near)
            var steps = [UInt32](repeating: 0, count: 34)
            let occupied = kernels_steps(&samples, all, &steps)
            var expected = [UInt32](repeating: 0, count: 34)
            for index in 0..<count { expected[Int(luma[index] >> 3) + 1] |= 1 << UInt32(index) }
            #expect(steps == expected)
            #expect((0..<32).allSatisfy { (occupied >> UInt32($0) & 1 == 1) == (expected[$0 + 1] != 0) })
        }
    }

    private func empty(_ width: Int) -> [UInt8] { [UInt8](repeating: 0, count: width) }

    private func bytes(_ count: Int, of range: ClosedRange<UInt8>, _ random: inout SeededGenerator) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: range, using: &random) }
    }
}
