import CKernels

/// Marks the pixels of a picture that none of the background's modes explains.
struct ForegroundMask: Sendable {
    private(set) var bits: BitPlane
    private var raw: BitPlane

    init(width: Int, height: Int) {
        bits = BitPlane(width: width, height: height)
        raw = bits
    }

    /// Sets `bits` from pixels that `curve` maps to the background's exposure, and removes single pixels.
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

    /// Marks the pixels outside one mode's ranges; if `narrowing`, only those that earlier modes did not explain.
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
