import CKernels

/// A picture aligned to its background in exposure and position.
struct CorrectedPicture: Sendable {
    private(set) var pixels: [UInt8]
    private let width: Int
    private let height: Int

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        pixels = [UInt8](repeating: 0, count: width * height)
    }

    /// Aligns the whole picture; pixels uncovered by the shift take the background's values.
    mutating func fill(
        from picture: UnsafePointer<UInt8>, curve: ToneCurve, shift: PixelShift, background: UnsafePointer<UInt8>
    ) {
        let (width, height) = (width, height)
        pixels.withUnsafeMutableBufferPointer { pixels in
            guard let pixels = pixels.baseAddress else { return }
            for row in 0..<height {
                let output = pixels + row * width
                let behind = background + row * width
                let line = row + shift.down
                let isInside = line >= 0 && line < height
                let first = isInside ? min(width, max(0, -shift.across)) : width
                let last = max(first, min(width, width - shift.across))
                if first < last {
                    kernels_map(
                        picture + line * width + first + shift.across, output + first, last - first, curve.table)
                }
                output.update(from: behind, count: first)
                (output + last).update(from: behind + last, count: width - last)
            }
        }
    }

    /// Corrects the exposure of the marked pixels and their neighbours only; the other pixels are not valid.
    mutating func fill(from picture: UnsafePointer<UInt8>, curve: ToneCurve, around mask: BitPlane) {
        let (width, height, count) = (width, height, mask.wordsPerRow)
        pixels.withUnsafeMutableBufferPointer { pixels in
            mask.words.withUnsafeBufferPointer { words in
                guard let pixels = pixels.baseAddress else { return }
                for row in 0..<height {
                    let above = max(0, row - 1) * count
                    let here = row * count
                    let below = min(height - 1, row + 1) * count
                    var before: UInt64 = 0
                    var marked = words[above] | words[here] | words[below]
                    for word in 0..<count {
                        let next = word + 1 < count ? word + 1 : word
                        let after = next == word ? 0 : words[above + next] | words[here + next] | words[below + next]
                        if marked | before &>> 63 | after & 1 != 0 {
                            let offset = row * width + word * 64
                            kernels_map(picture + offset, pixels + offset, min(64, width - word * 64), curve.table)
                        }
                        (before, marked) = (marked, after)
                    }
                }
            }
        }
    }
}
