/// A raw H.264 stream that announces pictures of any size but contains no picture data.
package enum GiantPicture {
    /// - Parameter macroblocks: width and height, in units of 16 pixels.
    package static func stream(macroblocks: Int, pictures: Int = 30) -> [UInt8] {
        var sequence = Bits()
        for (value, count) in [(66, 8), (0, 8), (51, 8)] { sequence.put(value, count) }
        // Parameter set id, frame number bits, picture order by decoding, one reference frame.
        for value in [0, 0, 2, 1] { sequence.putExponential(value) }
        sequence.put(0, 1)
        sequence.putExponential(macroblocks - 1)
        sequence.putExponential(macroblocks - 1)
        // Whole frames; no cropping, no usability information.
        for value in [1, 1, 0, 0] { sequence.put(value, 1) }
        var parameters = Bits()
        for value in [0, 0] { parameters.putExponential(value) }
        for value in [0, 0] { parameters.put(value, 1) }
        for value in [0, 0, 0] { parameters.putExponential(value) }
        parameters.put(0, 3)
        for value in [0, 0, 0] { parameters.putExponential(value) }
        parameters.put(0, 3)
        var bytes = unit(0x67, sequence.finished) + unit(0x68, parameters.finished)
        for number in 0..<pictures {
            var slice = Bits()
            for value in [0, 7, 0] { slice.putExponential(value) }
            slice.put(0, 4)
            slice.putExponential(number % 2)
            bytes += unit(0x65, slice.finished + [UInt8](repeating: 0xA5, count: 400))
        }
        return bytes
    }

    private static func unit(_ header: UInt8, _ payload: [UInt8]) -> [UInt8] {
        [0, 0, 0, 1, header] + escaped(payload)
    }

    /// Inserts escape bytes, because a unit must not contain a start code.
    private static func escaped(_ payload: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        for byte in payload {
            if byte <= 3, bytes.suffix(2) == [0, 0] { bytes.append(3) }
            bytes.append(byte)
        }
        return bytes
    }

    private struct Bits {
        private var bits: [Bool] = []

        mutating func put(_ value: Int, _ count: Int) {
            for place in stride(from: count - 1, through: 0, by: -1) { bits.append(value >> place & 1 == 1) }
        }

        mutating func putExponential(_ value: Int) {
            let length = Int.bitWidth - (value + 1).leadingZeroBitCount
            put(0, length - 1)
            put(value + 1, length)
        }

        /// The bits with the stop bit, padded to whole bytes.
        var finished: [UInt8] {
            var all = bits + [true]
            while all.count % 8 != 0 { all.append(false) }
            return stride(from: 0, to: all.count, by: 8).map { start in
                all[start..<(start + 8)].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
            }
        }
    }
}
