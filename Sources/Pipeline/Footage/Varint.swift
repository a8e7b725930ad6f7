/// Signed numbers in zig-zag LEB128, the encoding of Protocol Buffers' `sint64`.
extension [UInt8] {
    package mutating func appendVarint(_ value: Int64) {
        var rest = UInt64(bitPattern: (value << 1) ^ (value >> 63))
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }
}

/// Reads what `appendVarint` wrote. Every method returns nil at the end of the bytes instead of trapping.
package struct VarintReader {
    private let bytes: [UInt8]
    private var next = 0

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    package var isAtEnd: Bool { next == bytes.count }

    package mutating func byte() -> UInt8? {
        guard next < bytes.count else { return nil }
        next += 1
        return bytes[next - 1]
    }

    package mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count <= bytes.count - next else { return nil }
        next += count
        return bytes[(next - count)..<next]
    }

    package mutating func varint() -> Int64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard let byte = byte() else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1) }
        }
        return nil
    }
}
