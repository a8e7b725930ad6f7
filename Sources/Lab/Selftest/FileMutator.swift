import SampleFootage

/// Damages the bytes of a file at random, as transport, failing disks and attackers do.
///
/// A mutation depends only on its seed and number, so that any can be reproduced.
struct FileMutator {
    /// Boundary values that break arithmetic.
    private static let edges: [UInt64] = [
        0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF,
        0x1_0000_0000, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, .max,
    ]

    private var random: SplitMix

    init(seed: UInt64, number: Int) {
        random = SplitMix(seed: SplitMix.mixed(seed) ^ SplitMix.mixed(UInt64(number) &+ 1))
    }

    /// Returns a random element, for the caller's own choices.
    mutating func pick<Item>(_ items: [Item]) -> Item { items[Int.random(in: 0..<items.count, using: &random)] }

    mutating func mutate(_ original: [UInt8]) -> [UInt8] {
        var bytes = original
        // Mostly little damage, which gets further into the decoder; sometimes much.
        for _ in 0..<pick([1, 1, 1, 2, 2, 4, 8, 24]) where bytes.count > 16 { step(&bytes) }
        return bytes
    }

    private mutating func step(_ bytes: inout [UInt8]) {
        switch Int.random(in: 0..<12, using: &random) {
        case 0, 1: flip(&bytes)
        case 2: overwrite(&bytes)
        case 3, 4, 5: setNumber(&bytes, at: place(in: bytes))
        case 6, 7, 8: changeBox(&bytes)
        case 9: bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random) / pick([1, 4, 64]))
        case 10: moveBlock(&bytes)
        default: insert(&bytes)
        }
    }

    /// Headers lie at both ends, so half of the chosen places are there.
    private mutating func place(in bytes: [UInt8]) -> Int {
        let near = min(bytes.count, 2_048)
        return switch Int.random(in: 0..<4, using: &random) {
        case 0: Int.random(in: 0..<near, using: &random)
        case 1: bytes.count - 1 - Int.random(in: 0..<near, using: &random)
        default: Int.random(in: 0..<bytes.count, using: &random)
        }
    }

    private mutating func flip(_ bytes: inout [UInt8]) {
        for _ in 0..<pick([1, 2, 8, 64]) { bytes[place(in: bytes)] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
    }

    private mutating func overwrite(_ bytes: inout [UInt8]) {
        let start = place(in: bytes)
        let fill: UInt8? = pick([nil, 0, 0xFF])
        for at in start..<min(bytes.count, start + pick([1, 4, 32, 500])) {
            bytes[at] = fill ?? UInt8.random(in: .min ... .max, using: &random)
        }
    }

    private mutating func setNumber(_ bytes: inout [UInt8], at start: Int) {
        let width = pick([1, 2, 4, 4, 8])
        let number = Bool.random(using: &random) ? pick(FileMutator.edges) : random.next()
        let isBigEndian = Bool.random(using: &random)
        for offset in 0..<width where start + offset < bytes.count {
            let shift = 8 * (isBigEndian ? width - 1 - offset : offset)
            bytes[start + offset] = UInt8(truncatingIfNeeded: number >> UInt64(shift))
        }
    }

    /// Changes the size, the name or the first fields of a box, chunk or atom, found by its four-letter name.
    private mutating func changeBox(_ bytes: inout [UInt8]) {
        let names = FileMutator.boxes(of: bytes)
        guard !names.isEmpty else { return setNumber(&bytes, at: place(in: bytes)) }
        let name = pick(names)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: setNumber(&bytes, at: max(0, name - 4))
        case 1: setNumber(&bytes, at: name + 4)
        case 2:
            let other = pick(names)
            for offset in 0..<4 { bytes[name + offset] = bytes[other + offset] }
        default: setNumber(&bytes, at: min(bytes.count - 1, name + 4 + Int.random(in: 0..<64, using: &random)))
        }
    }

    private mutating func moveBlock(_ bytes: inout [UInt8]) {
        let start = place(in: bytes)
        let block = Array(bytes[start..<min(bytes.count, start + pick([4, 188, 1_024, 16_384]))])
        if Bool.random(using: &random) { bytes.removeSubrange(start..<(start + block.count)) }
        if Bool.random(using: &random) || bytes.isEmpty {
            bytes.insert(contentsOf: block, at: Int.random(in: 0...bytes.count, using: &random))
        }
    }

    private mutating func insert(_ bytes: inout [UInt8]) {
        let block = (0..<pick([1, 3, 16, 700])).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        bytes.insert(contentsOf: block, at: place(in: bytes))
    }

    /// Returns the positions near either end of four letters that could name a box.
    private static func boxes(of bytes: [UInt8]) -> [Int] {
        guard bytes.count > 16 else { return [] }
        let near = 8_192
        let places =
            bytes.count <= 2 * near ? [4..<(bytes.count - 4)] : [4..<near, (bytes.count - near)..<(bytes.count - 4)]
        return places.joined().filter { at in
            bytes[at..<(at + 4)].allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x49 }
        }
    }
}
