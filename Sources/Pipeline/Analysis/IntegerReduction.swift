/// Area averages by an integer factor, rounded to nearest.
///
/// Pairs of neighbouring bytes are added by masking and shifting 16-bit lanes: no shuffles, so that the loops run at
/// full speed with the instructions every x86-64 and every arm64 processor has.
enum IntegerReduction {
    static func byTwo(
        _ source: UnsafeRawPointer, stride: Int, into target: UnsafeMutablePointer<UInt8>, width: Int, height: Int
    ) {
        for row in 0..<height {
            let first = source + 2 * row * stride
            let output = target + row * width
            var column = 0
            while column + 8 <= width {
                let sum = pairSums(first + 2 * column) &+ pairSums(first + stride + 2 * column)
                let rounded = (sum &+ SIMD8(repeating: 2)) &>> SIMD8(repeating: 2)
                store(SIMD8<UInt8>(truncatingIfNeeded: rounded), to: output + column)
                column += 8
            }
            finishRow(first, stride: stride, into: output, from: column, to: width, factor: 2)
        }
    }

    static func byFour(
        _ source: UnsafeRawPointer, stride: Int, into target: UnsafeMutablePointer<UInt8>, width: Int, height: Int
    ) {
        for row in 0..<height {
            let first = source + 4 * row * stride
            let output = target + row * width
            var column = 0
            while column + 8 <= width {
                let left = quadSums(first + 4 * column, stride: stride)
                let right = quadSums(first + 4 * column + 16, stride: stride)
                let both = SIMD8<UInt32>(lowHalf: left, highHalf: right)
                let rounded = (both &+ SIMD8(repeating: 8)) &>> SIMD8(repeating: 4)
                store(SIMD8<UInt8>(truncatingIfNeeded: rounded), to: output + column)
                column += 8
            }
            finishRow(first, stride: stride, into: output, from: column, to: width, factor: 4)
        }
    }

    /// Any factor up to 16; sums of 16 x 16 bytes still fit into 16 bits.
    static func by(
        _ factor: Int, _ source: UnsafeRawPointer, stride: Int, into target: UnsafeMutablePointer<UInt8>, width: Int,
        height: Int
    ) {
        let length = width * factor
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: length) { buffer in
            guard let sums = buffer.baseAddress else { return }
            let area = UInt32(factor * factor)
            for row in 0..<height {
                let first = (source + factor * row * stride).assumingMemoryBound(to: UInt8.self)
                for column in 0..<length { sums[column] = UInt16(first[column]) }
                for line in 1..<factor {
                    let bytes = first + line * stride
                    for column in 0..<length { sums[column] &+= UInt16(bytes[column]) }
                }
                let output = target + row * width
                for column in 0..<width {
                    var total = area / 2
                    for offset in 0..<factor { total &+= UInt32(sums[column &* factor &+ offset]) }
                    output[column] = UInt8(truncatingIfNeeded: total / area)
                }
            }
        }
    }

    @inline(__always)
    private static func pairSums(_ bytes: UnsafeRawPointer) -> SIMD8<UInt16> {
        let lanes = bytes.loadUnaligned(as: SIMD8<UInt16>.self)
        return (lanes & SIMD8(repeating: 0xFF)) &+ (lanes &>> SIMD8(repeating: 8))
    }

    @inline(__always)
    private static func quadSums(_ bytes: UnsafeRawPointer, stride: Int) -> SIMD4<UInt32> {
        let pairs =
            pairSums(bytes) &+ pairSums(bytes + stride) &+ pairSums(bytes + 2 * stride) &+ pairSums(bytes + 3 * stride)
        let lanes = unsafeBitCast(pairs, to: SIMD4<UInt32>.self)
        return (lanes & SIMD4(repeating: 0xFFFF)) &+ (lanes &>> SIMD4(repeating: 16))
    }

    @inline(__always)
    private static func store(_ bytes: SIMD8<UInt8>, to output: UnsafeMutablePointer<UInt8>) {
        UnsafeMutableRawPointer(output).storeBytes(of: bytes, as: SIMD8<UInt8>.self)
    }

    private static func finishRow(
        _ first: UnsafeRawPointer, stride: Int, into output: UnsafeMutablePointer<UInt8>, from: Int, to width: Int,
        factor: Int
    ) {
        for column in from..<max(from, width) {
            var total = factor * factor / 2
            for line in 0..<factor {
                for offset in 0..<factor {
                    total += Int(first.load(fromByteOffset: line * stride + column * factor + offset, as: UInt8.self))
                }
            }
            output[column] = UInt8(truncatingIfNeeded: total / (factor * factor))
        }
    }
}
