/// Marks the pixels of a picture that none of a plate's modes explains.
struct ForegroundMask: Sendable {
    private(set) var bits: BitPlane
    private var raw: BitPlane
    private var row: [UInt8]

    init(width: Int, height: Int) {
        bits = BitPlane(width: width, height: height)
        raw = bits
        row = [UInt8](repeating: 0, count: (width + 63) / 64 * 64)
    }

    /// Sets `bits` from pixels that are already at the plate's exposure, single pixels removed.
    mutating func mark(_ pixels: UnsafePointer<UInt8>, plate: Plate, curve: ToneCurve) {
        let (width, words) = (raw.width, raw.wordsPerRow)
        let (floor, ceiling) = (curve.floor, curve.ceiling)
        for line in 0..<raw.height {
            row.withUnsafeMutableBufferPointer { row in
                guard let marks = row.baseAddress else { return }
                for (index, mode) in plate.ranges.enumerated() where mode.rows[line] {
                    mode.lowest.withUnsafeBufferPointer { lowest in
                        mode.highest.withUnsafeBufferPointer { highest in
                            guard let lowest = lowest.baseAddress, let highest = highest.baseAddress else { return }
                            let offset = line * width
                            Self.compare(
                                pixels + offset, lowest + offset, highest + offset, width: width, floor: floor,
                                ceiling: ceiling, keeping: index == 0 ? nil : marks, into: marks)
                        }
                    }
                }
                raw.words.withUnsafeMutableBufferPointer {
                    Self.pack(marks, into: $0, from: line * words, count: words)
                }
            }
        }
        bits.open(raw)
    }

    /// Writes 1 where a pixel is outside of its range and 0 where it is inside; with `earlier`, where both say so.
    ///
    /// Where the picture is clipped, a range beyond what it can show counts as met by its extreme luma.
    @inline(__always)
    private static func compare(
        _ pixels: UnsafePointer<UInt8>, _ lowest: UnsafePointer<UInt8>, _ highest: UnsafePointer<UInt8>, width: Int,
        floor: UInt8, ceiling: UInt8, keeping earlier: UnsafePointer<UInt8>?, into marks: UnsafeMutablePointer<UInt8>
    ) {
        if let earlier {
            for column in 0..<width {
                let pixel = pixels[column]
                let below: UInt8 = pixel < min(lowest[column], ceiling) ? 1 : 0
                let above: UInt8 = pixel > max(highest[column], floor) ? 1 : 0
                marks[column] = earlier[column] & (below | above)
            }
        } else {
            for column in 0..<width {
                let pixel = pixels[column]
                let below: UInt8 = pixel < min(lowest[column], ceiling) ? 1 : 0
                let above: UInt8 = pixel > max(highest[column], floor) ? 1 : 0
                marks[column] = below | above
            }
        }
    }

    /// Gathers bytes of 0 and 1 into words; the multiplication moves eight lowest bits into the top byte.
    @inline(__always)
    private static func pack(
        _ marks: UnsafePointer<UInt8>, into words: UnsafeMutableBufferPointer<UInt64>, from first: Int, count: Int
    ) {
        let bytes = UnsafeRawPointer(marks)
        for word in 0..<count {
            var bits: UInt64 = 0
            for part in 0..<8 {
                let eight = UInt64(
                    littleEndian: bytes.loadUnaligned(fromByteOffset: word &* 64 &+ part &* 8, as: UInt64.self))
                bits |= ((eight &* 0x0102_0408_1020_4080) &>> 56) &<< UInt64(part &* 8)
            }
            words[first + word] = bits
        }
    }
}
