/// A luma plane to paint outlines on. Edges may cover a pixel partly.
struct PlanePainter {
    let width: Int
    let height: Int
    /// Row by row, without padding.
    var pixels: [UInt8]

    private static let rowsPerPixel = 4

    mutating func paint(_ figure: Figure) {
        for part in figure.parts {
            let (tone, rounding) = (part.tone, part.rounding)
            fill(part.shape) { old, coverage, across in
                let shaded = tone - tone * rounding * across / 65_536
                return old + (shaded - old) * coverage / 256
            }
        }
    }

    mutating func paintShadows(of figure: Figure) {
        for shape in figure.shadows {
            fill(shape) { old, coverage, _ in old - old * 26 * coverage / 65_536 }
        }
    }

    /// Calls `blend` for every pixel the outline touches, with the old value, the coverage (0 to 256) and the squared
    /// distance from the outline's middle in that row (0 in the middle, 256 at the edge).
    private mutating func fill(_ shape: Shape, blend: (_ old: Int, _ coverage: Int, _ across: Int) -> Int) {
        let extent = shape.extent
        let top = max(0, extent.top >> 8)
        let bottom = min(height - 1, extent.bottom >> 8)
        guard top <= bottom, extent.right > 0, extent.left < width << 8 else { return }
        var coverage = [Int](repeating: 0, count: width)
        for row in top...bottom {
            guard let covered = cover(&coverage, shape, row: row), covered.overlaps(0..<(width << 8)) else { continue }
            let middle = (covered.lowerBound + covered.upperBound) / 2
            let half = max(1, (covered.upperBound - covered.lowerBound) / 2)
            let columns = max(0, covered.lowerBound >> 8)..<min(width, (covered.upperBound >> 8) + 1)
            for column in columns where coverage[column] > 0 {
                let off = min(abs((column << 8) + 128 - middle), half) * 16 / half
                let index = row * width + column
                let value = blend(Int(pixels[index]), coverage[column], off * off)
                pixels[index] = UInt8(clamping: value)
                coverage[column] = 0
            }
        }
    }

    /// Adds up the coverage of the row's pixels over its sub-rows. Returns the covered span, or nil if nothing is
    /// covered.
    private func cover(_ coverage: inout [Int], _ shape: Shape, row: Int) -> Range<Int>? {
        var whole: Range<Int>?
        for part in 0..<PlanePainter.rowsPerPixel {
            let step = Point.unit / PlanePainter.rowsPerPixel
            guard let span = shape.span(at: row << 8 + part * step + step / 2) else { continue }
            whole = whole.map { min($0.lowerBound, span.lowerBound)..<max($0.upperBound, span.upperBound) } ?? span
            let from = max(0, span.lowerBound)
            let to = min(width << 8, span.upperBound)
            guard from < to else { continue }
            for column in (from >> 8)...((to - 1) >> 8) {
                let inside = min(to, (column + 1) << 8) - max(from, column << 8)
                coverage[column] += inside / PlanePainter.rowsPerPixel
            }
        }
        return whole
    }
}
