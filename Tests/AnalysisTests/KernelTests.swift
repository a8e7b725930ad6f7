import CKernels
import SeededRandomness
import Testing

/// Checks each kernel against its definition, in plain C and with this processor's vector instructions.
@Suite(.timeLimit(.minutes(10)), .serialized)
struct KernelTests {
    @Test(arguments: [true, false])
    func reductionIsTheAreaAverageRoundedToNearest(inPlainC: Bool) {
        kernels_use_baseline_only(inPlainC)
        defer { kernels_use_baseline_only(false) }
        var random = SeededGenerator(seed: 1)
        for factor in 2...16 {
            for (width, height) in [(1, 1), (31, 3), (33, 2), (64, 2), (161, 3)] {
                let stride = width * factor + Int.random(in: 0...5, using: &random)
                let length = stride * (height * factor - 1) + width * factor
                let source = bytes(length, of: factor == 16 ? 250...255 : 0...255, &random)
                var target = [UInt8](repeating: 0, count: width * height)
                kernels_reduce(source, stride, factor, &target, width, height)
                let expected = target.indices.map { place in
                    let first = place / width * factor * stride + place % width * factor
                    let area = (0..<(factor * factor)).map { Int(source[first + $0 / factor * stride + $0 % factor]) }
                    return UInt8((area.reduce(0, +) + area.count / 2) / area.count)
                }
                #expect(target == expected, "factor \(factor), \(width) x \(height)")
            }
        }
    }

    @Test(arguments: [true, false])
    func weighedSumsAreDividedExactly(inPlainC: Bool) {
        kernels_use_baseline_only(inPlainC)
        defer { kernels_use_baseline_only(false) }
        var random = SeededGenerator(seed: 7)
        for (tall, wide) in [(1, 2), (3, 3), (257, 19), (576, 683), (4_095, 4_096), (4_999, 3_361)] {
            for taps in [1, 3, 8, 9] {
                let (rowShares, shares) = (split(tall, into: 5, &random), split(wide, into: taps, &random))
                let width = Int.random(in: 1...100, using: &random)
                let stride = width + taps
                let source = bytes(stride * 5, of: wide == 3_361 ? 254...255 : 0...255, &random)
                var sums = [UInt32](repeating: 0, count: stride)
                kernels_weigh_rows(source, stride, rowShares, 5, &sums, stride)
                var target = [UInt8](repeating: 0, count: width)
                let firsts = (0..<width).map { UInt32($0) }
                let weights = firsts.flatMap { _ in shares }
                kernels_weigh_columns(sums, firsts, weights, taps, &target, width, UInt64(tall * wide))
                for column in 0..<width {
                    var total = tall * wide / 2
                    for row in 0..<5 {
                        for tap in 0..<taps {
                            total += Int(source[row * stride + column + tap]) * Int(rowShares[row]) * Int(shares[tap])
                        }
                    }
                    #expect(Int(target[column]) == total / (tall * wide))
                }
            }
        }
    }

    @Test(arguments: [true, false])
    func differencesTakeTheRoomThatTheirLayoutSaysAndComeBack(inPlainC: Bool) {
        kernels_use_baseline_only(inPlainC)
        defer { kernels_use_baseline_only(false) }
        var random = SeededGenerator(seed: 9)
        for count in [0, 1, 31, 32, 33, 64, 127, 128, 129, 480, 1_000] {
            for range in [0...0, -1...1, -2...1, -8...7, -9...8, -128...127] {
                let base = bytes(count, of: 0...255, &random)
                let pixels = base.map { $0 &+ UInt8(bitPattern: Int8(Int.random(in: range, using: &random))) }
                var (copy, target) = (base, [UInt8](repeating: 170, count: count + count / 128 + 64))
                let size = kernels_write_difference(pixels, &copy, count, &target)
                #expect(copy == pixels)
                let blocks = (0..<(count / 32)).map { block in
                    let all = (32 * block..<32 * block + 32).reduce(0) { all, place in
                        let difference = Int(Int8(bitPattern: pixels[place] &- base[place]))
                        return all | (difference < 0 ? -2 * difference - 1 : 2 * difference)
                    }
                    return all == 0 ? 0 : all < 4 ? 8 : all < 16 ? 16 : 32
                }
                #expect(size == (count / 32 + 3) / 4 + blocks.reduce(0, +) + count % 32)
                var back = base
                kernels_apply_difference(target, &back, count)
                #expect(back == pixels, "\(count) pixels, differences of \(range)")
            }
        }
    }

    /// Returns random shares that sum to `whole`.
    private func split(_ whole: Int, into count: Int, _ random: inout SeededGenerator) -> [UInt16] {
        let cuts = [0] + (1..<count).map { _ in Int.random(in: 0...whole, using: &random) }.sorted() + [whole]
        return zip(cuts, cuts.dropFirst()).map { UInt16($1 - $0) }
    }

    @Test(arguments: [true, false])
    func mappingIsByTheTable(inPlainC: Bool) {
        kernels_use_baseline_only(inPlainC)
        defer { kernels_use_baseline_only(false) }
        var random = SeededGenerator(seed: 2)
        for count in [1, 31, 32, 63, 65, 300] {
            let source = bytes(count, of: 0...255, &random)
            let table = bytes(256, of: 0...255, &random)
            var target = [UInt8](repeating: 0, count: count)
            kernels_map(source, &target, count, table)
            #expect(target == source.map { table[Int($0)] })
        }
    }

    @Test(arguments: [true, false])
    func markedIsWhatTheCurveTakesOutOfEveryRange(inPlainC: Bool) {
        kernels_use_baseline_only(inPlainC)
        defer { kernels_use_baseline_only(false) }
        var random = SeededGenerator(seed: 3)
        for round in 0..<300 {
            let table = curve(round, &random)
            let floor = UInt8.random(in: 0...60, using: &random)
            let ceiling = UInt8.random(in: 180...255, using: &random)
            let width = Int.random(in: 1...200, using: &random)
            let readable = width + Int.random(in: 0...70, using: &random)
            let pixels = bytes(readable, of: 0...255, &random)
            var words = [UInt64](repeating: 0, count: (width + 63) / 64)
            var expected = [Bool](repeating: true, count: width)
            var tone = kernels_tone_of(table, floor, ceiling)
            for mode in 0..<3 {
                var (lowest, highest) = (bytes(readable, of: 0...255, &random), bytes(readable, of: 0...255, &random))
                for place in 0..<readable where Bool.random(using: &random) {
                    let luma = Int(table[Int(pixels[place])])
                    lowest[place] = UInt8(clamping: luma - Int.random(in: -3...3, using: &random))
                    highest[place] = UInt8(clamping: luma + Int.random(in: -3...20, using: &random))
                }
                // As in the program, the curve lives only as long as the call.
                table.withUnsafeBufferPointer {
                    tone.table = $0.baseAddress
                    kernels_mark_outside(pixels, lowest, highest, &tone, width, readable, mode > 0, &words)
                }
                for place in 0..<width {
                    let luma = table[Int(pixels[place])]
                    let isOutside = luma < min(lowest[place], ceiling) || luma > max(highest[place], floor)
                    expected[place] = expected[place] && isOutside
                }
                let marked = (0..<(words.count * 64)).map { words[$0 / 64] >> UInt64($0 % 64) & 1 == 1 }
                #expect(Array(marked.prefix(width)) == expected && !marked.dropFirst(width).contains(true))
            }
        }
    }

    /// Returns the identity, a gain, a step, or a random curve.
    private func curve(_ kind: Int, _ random: inout SeededGenerator) -> [UInt8] {
        let gain = Int.random(in: 20...400, using: &random)
        switch kind % 4 {
        case 0: return (0...255).map { UInt8($0) }
        case 1: return (0...255).map { UInt8(clamping: 16 + ($0 - 16) * gain / 100) }
        case 2: return (0...255).map { $0 < gain % 256 ? 0 : 255 }
        default: return bytes(256, of: 0...255, &random)
        }
    }

    private func bytes(_ count: Int, of range: ClosedRange<UInt8>, _ random: inout SeededGenerator) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: range, using: &random) }
    }
}
