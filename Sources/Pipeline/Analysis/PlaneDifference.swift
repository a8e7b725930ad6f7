/// The difference between two planes of equal size as bytes.
///
/// Layout: two bits for each block of 32 pixels (0: equal, 1: 2 bits a pixel, 2: 4 bits, 3: 8 bits), then the blocks'
/// differences, zig-zag coded (0, -1, 1, -2, ...), then the pixels that fill no block as they are.
enum PlaneDifference {
    private typealias Block = SIMD32<UInt8>
    private typealias Words = SIMD4<UInt64>

    /// No plane of so many pixels takes more bytes.
    static func worstCase(pixels: Int) -> Int { pixels + (pixels / 32 + 3) / 4 + 32 }

    /// Writes the difference of `plane` to `base`, makes `base` equal to `plane`, and tells how many bytes it took.
    static func write(_ plane: LumaPlane, against base: inout LumaPlane, to bytes: UnsafeMutableRawBufferPointer) -> Int
    {
        let count = plane.pixels.count
        let blocks = count / 32
        guard let target = bytes.baseAddress else { return 0 }
        var end = (blocks + 3) / 4
        for place in 0..<end { target.storeBytes(of: 0, toByteOffset: place, as: UInt8.self) }
        plane.pixels.withUnsafeBytes { pixels in
            base.pixels.withUnsafeMutableBytes { base in
                guard let pixels = pixels.baseAddress, let base = base.baseAddress else { return }
                for block in 0..<blocks {
                    let new = pixels.loadUnaligned(fromByteOffset: 32 &* block, as: Block.self)
                    let difference = new &- base.loadUnaligned(fromByteOffset: 32 &* block, as: Block.self)
                    let bits = unsafeBitCast(difference, to: Words.self)
                    if bits[0] | bits[1] | bits[2] | bits[3] == 0 { continue }
                    base.storeBytes(of: new, toByteOffset: 32 &* block, as: Block.self)
                    let kind = pack(bits, to: target + end)
                    let mark = target.load(fromByteOffset: block &>> 2, as: UInt8.self)
                    target.storeBytes(
                        of: mark | UInt8(kind) &<< UInt8(2 &* (block & 3)), toByteOffset: block &>> 2, as: UInt8.self)
                    end &+= size(of: kind)
                }
                let rest = count - 32 * blocks
                (target + end).copyMemory(from: pixels + 32 * blocks, byteCount: rest)
                (base + 32 * blocks).copyMemory(from: pixels + 32 * blocks, byteCount: rest)
                end += rest
            }
        }
        return end
    }

    /// Turns `base` into the plane whose difference to it was written.
    static func apply(_ bytes: UnsafeRawBufferPointer, to base: inout LumaPlane) {
        let count = base.pixels.count
        let blocks = count / 32
        guard let source = bytes.baseAddress else { return }
        var end = (blocks + 3) / 4
        base.pixels.withUnsafeMutableBytes { base in
            guard let base = base.baseAddress else { return }
            for block in 0..<blocks {
                let mark = source.load(fromByteOffset: block &>> 2, as: UInt8.self)
                let kind = Int(mark &>> UInt8(2 &* (block & 3))) & 3
                if kind == 0 { continue }
                let old = base.loadUnaligned(fromByteOffset: 32 &* block, as: Block.self)
                let new = old &+ unpack(kind, from: source + end)
                base.storeBytes(of: new, toByteOffset: 32 &* block, as: Block.self)
                end &+= size(of: kind)
            }
            (base + 32 * blocks).copyMemory(from: source + end, byteCount: count - 32 * blocks)
        }
    }

    /// Bytes that a block of a kind takes.
    private static func size(of kind: Int) -> Int { 4 &<< kind }

    /// Writes one block's differences and tells their kind.
    @inline(__always)
    private static func pack(_ bits: Words, to target: UnsafeMutableRawPointer) -> Int {
        let words = Words(folded(bits[0]), folded(bits[1]), folded(bits[2]), folded(bits[3]))
        let all = words[0] | words[1] | words[2] | words[3]
        if all & 0xFCFC_FCFC_FCFC_FCFC == 0 {
            target.storeBytes(of: words[0] | words[1] &<< 2 | words[2] &<< 4 | words[3] &<< 6, as: UInt64.self)
            return 1
        }
        if all & 0xF0F0_F0F0_F0F0_F0F0 == 0 {
            target.storeBytes(of: words[0] | words[1] &<< 4, as: UInt64.self)
            target.storeBytes(of: words[2] | words[3] &<< 4, toByteOffset: 8, as: UInt64.self)
            return 2
        }
        target.storeBytes(of: words, as: Words.self)
        return 3
    }

    @inline(__always)
    private static func unpack(_ kind: Int, from source: UnsafeRawPointer) -> Block {
        var words: Words
        switch kind {
        case 1:
            let packed = source.loadUnaligned(as: UInt64.self)
            words = Words(packed, packed &>> 2, packed &>> 4, packed &>> 6) & Words(repeating: 0x0303_0303_0303_0303)
        case 2:
            let packed = source.loadUnaligned(as: SIMD2<UInt64>.self)
            words = Words(packed[0], packed[0] &>> 4, packed[1], packed[1] &>> 4)
            words &= Words(repeating: 0x0F0F_0F0F_0F0F_0F0F)
        default:
            words = source.loadUnaligned(as: Words.self)
        }
        return unsafeBitCast(
            Words(unfolded(words[0]), unfolded(words[1]), unfolded(words[2]), unfolded(words[3])), to: Block.self)
    }

    /// Eight differences in zig-zag code: 0, -1, 1, -2, ... to 0, 1, 2, 3, ...
    @inline(__always)
    private static func folded(_ bytes: UInt64) -> UInt64 {
        let negative = (bytes &>> 7 & 0x0101_0101_0101_0101) &* 255
        return (bytes &<< 1 & 0xFEFE_FEFE_FEFE_FEFE) ^ negative
    }

    @inline(__always)
    private static func unfolded(_ bytes: UInt64) -> UInt64 {
        (bytes &>> 1 & 0x7F7F_7F7F_7F7F_7F7F) ^ ((bytes & 0x0101_0101_0101_0101) &* 255)
    }
}
