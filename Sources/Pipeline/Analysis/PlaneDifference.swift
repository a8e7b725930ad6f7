/// The difference between two planes of equal size as bytes.
///
/// Layout: two bits for each block of 16 pixels (0: equal, 1: 2 bits a pixel, 2: 4 bits, 3: 8 bits), then the blocks'
/// differences, zig-zag coded (0, -1, 1, -2, ...), then the pixels that fill no block as they are.
enum PlaneDifference {
    private typealias Block = SIMD16<UInt8>

    /// No plane of so many pixels takes more bytes.
    static func worstCase(pixels: Int) -> Int { pixels + (pixels / 16 + 3) / 4 + 16 }

    /// Writes the difference of `plane` to `base`, makes `base` equal to `plane`, and tells how many bytes it took.
    static func write(_ plane: LumaPlane, against base: inout LumaPlane, to bytes: UnsafeMutableRawBufferPointer) -> Int
    {
        let count = plane.pixels.count
        let blocks = count / 16
        guard let target = bytes.baseAddress else { return 0 }
        var end = (blocks + 3) / 4
        for place in 0..<end { target.storeBytes(of: 0, toByteOffset: place, as: UInt8.self) }
        plane.pixels.withUnsafeBytes { pixels in
            base.pixels.withUnsafeMutableBytes { base in
                guard let pixels = pixels.baseAddress, let base = base.baseAddress else { return }
                for block in 0..<blocks {
                    let new = pixels.loadUnaligned(fromByteOffset: 16 &* block, as: Block.self)
                    let difference = new &- base.loadUnaligned(fromByteOffset: 16 &* block, as: Block.self)
                    let bits = unsafeBitCast(difference, to: SIMD2<UInt64>.self)
                    if bits[0] | bits[1] == 0 { continue }
                    base.storeBytes(of: new, toByteOffset: 16 &* block, as: Block.self)
                    let kind = pack(difference, to: target + end)
                    let mark = target.load(fromByteOffset: block &>> 2, as: UInt8.self)
                    target.storeBytes(
                        of: mark | UInt8(kind) &<< UInt8(2 &* (block & 3)), toByteOffset: block &>> 2, as: UInt8.self)
                    end &+= size(of: kind)
                }
                let rest = count - 16 * blocks
                (target + end).copyMemory(from: pixels + 16 * blocks, byteCount: rest)
                (base + 16 * blocks).copyMemory(from: pixels + 16 * blocks, byteCount: rest)
                end += rest
            }
        }
        return end
    }

    /// Turns `base` into the plane whose difference to it was written.
    static func apply(_ bytes: UnsafeRawBufferPointer, to base: inout LumaPlane) {
        let count = base.pixels.count
        let blocks = count / 16
        guard let source = bytes.baseAddress else { return }
        var end = (blocks + 3) / 4
        base.pixels.withUnsafeMutableBytes { base in
            guard let base = base.baseAddress else { return }
            for block in 0..<blocks {
                let mark = source.load(fromByteOffset: block &>> 2, as: UInt8.self)
                let kind = Int(mark &>> UInt8(2 &* (block & 3))) & 3
                if kind == 0 { continue }
                let old = base.loadUnaligned(fromByteOffset: 16 &* block, as: Block.self)
                let new = old &+ unpack(kind, from: source + end)
                base.storeBytes(of: new, toByteOffset: 16 &* block, as: Block.self)
                end &+= size(of: kind)
            }
            (base + 16 * blocks).copyMemory(from: source + end, byteCount: count - 16 * blocks)
        }
    }

    /// Bytes that a block of a kind takes.
    private static func size(of kind: Int) -> Int { 2 &<< kind }

    /// Writes one block's differences and tells their kind.
    @inline(__always)
    private static func pack(_ difference: Block, to target: UnsafeMutableRawPointer) -> Int {
        let isNegative = SIMD16<Int8>(truncatingIfNeeded: difference) &>> 7
        let coded = (difference &<< 1) ^ Block(truncatingIfNeeded: isNegative)
        let halves = unsafeBitCast(coded, to: SIMD2<UInt64>.self)
        let all = halves[0] | halves[1]
        if all & 0xFCFC_FCFC_FCFC_FCFC == 0 {
            let packed = UInt32(gatherPairs(halves[0])) | UInt32(gatherPairs(halves[1])) &<< 16
            target.storeBytes(of: packed.littleEndian, as: UInt32.self)
            return 1
        }
        if all & 0xF0F0_F0F0_F0F0_F0F0 == 0 {
            // The first half's in the low four bits of each byte, the second's in the high ones.
            target.storeBytes(of: halves[0] | halves[1] &<< 4, as: UInt64.self)
            return 2
        }
        target.storeBytes(of: coded, as: Block.self)
        return 3
    }

    @inline(__always)
    private static func unpack(_ kind: Int, from source: UnsafeRawPointer) -> Block {
        var coded: Block
        switch kind {
        case 1:
            let packed = UInt32(littleEndian: source.loadUnaligned(as: UInt32.self))
            coded = unsafeBitCast(SIMD2(spreadPairs(packed & 0xFFFF), spreadPairs(packed &>> 16)), to: Block.self)
        case 2:
            let packed = source.loadUnaligned(as: UInt64.self)
            let mask: UInt64 = 0x0F0F_0F0F_0F0F_0F0F
            coded = unsafeBitCast(SIMD2(packed & mask, packed &>> 4 & mask), to: Block.self)
        default:
            coded = source.loadUnaligned(as: Block.self)
        }
        let sign = Block(repeating: 0) &- (coded & Block(repeating: 1))
        coded = (coded &>> 1) ^ sign
        return coded
    }

    /// Eight bytes below 4 to two bits each.
    @inline(__always)
    private static func gatherPairs(_ bytes: UInt64) -> UInt16 {
        var bits = (bytes | bytes &>> 6) & 0x000F_000F_000F_000F
        bits = (bits | bits &>> 12) & 0x0000_00FF_0000_00FF
        return UInt16(truncatingIfNeeded: bits | bits &>> 24)
    }

    @inline(__always)
    private static func spreadPairs(_ pairs: UInt32) -> UInt64 {
        var bits = UInt64(pairs)
        bits = (bits | bits &<< 24) & 0x0000_00FF_0000_00FF
        bits = (bits | bits &<< 12) & 0x000F_000F_000F_000F
        return (bits | bits &<< 6) & 0x0303_0303_0303_0303
    }
}
