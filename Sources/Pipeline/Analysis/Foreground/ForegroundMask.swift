import CKernels

/// Marks the pixels of a picture that none of a background's modes explains.
struct ForegroundMask: Sendable {
    private(set) var bits: BitPlane
    private var raw: BitPlane

    init(width: Int, height: Int) {
        bits = BitPlane(width: width, height: height)
        raw = bits
    }

    /// Sets `bits` from pixels that `curve` takes to the background's exposure, single pixels removed.
    mutating func mark(_ pixels: UnsafePointer<UInt8>, background: Background, curve: ToneCurve) {
        curve.table.withUnsafeBufferPointer { table in
            guard let table = table.baseAddress else { return }
            var tone = kernels_tone_of(table, curve.floor, curve.ceiling)
            for (index, mode) in background.ranges.enumerated() {
                mark(pixels, mode, tone: &tone, narrowing: index > 0)
            }
        }
        bits.open(raw)
    }

    /// Marks what lies outside of one mode's ranges; when `narrowing`, only where earlier modes did not explain it.
    private mutating func mark(
        _ pixels: UnsafePointer<UInt8>, _ mode: LumaRanges, tone: inout kernels_tone, narrowing: Bool
    ) {
        let (width, height, count) = (raw.width, raw.height, raw.wordsPerRow)
        raw.words.withUnsafeMutableBufferPointer { words in
            mode.lowest.withUnsafeBufferPointer { lowest in
                mode.highest.withUnsafeBufferPointer { highest in
                    guard let words = words.baseAddress, let lowest = lowest.baseAddress,
                        let highest = highest.baseAddress
                    else { return }
                    for row in 0..<height where mode.rows[row] {
                        let offset = row * width
                        kernels_mark_outside(
                            pixels + offset, lowest + offset, highest + offset, &tone, width, width * height - offset,
                            narrowing, words + row * count)
                    }
                }
            }
        }
    }
}
