/// The luma range of one background mode per pixel. A pixel without that mode has the empty range 255...0.
struct LumaRanges: Sendable {
    var lowest: [UInt8]
    var highest: [UInt8]
    /// The rows in which any pixel has the mode.
    var rows: [Bool]

    init(width: Int, height: Int) {
        lowest = [UInt8](repeating: 255, count: width * height)
        highest = [UInt8](repeating: 0, count: width * height)
        rows = [Bool](repeating: false, count: height)
    }

    /// Widens each pixel's range by its neighbours' ranges: a camera that trembles by a pixel moves all edges by one.
    mutating func widen(width: Int) {
        let height = rows.count
        Self.spread(&lowest, width: width, height: height) { min($0, $1) }
        Self.spread(&highest, width: width, height: height) { max($0, $1) }
        let before = rows
        for row in 0..<height {
            rows[row] = before[row] || (row > 0 && before[row - 1]) || (row + 1 < height && before[row + 1])
        }
    }

    @inline(__always)
    private static func spread(_ plane: inout [UInt8], width: Int, height: Int, _ choose: (UInt8, UInt8) -> UInt8) {
        let source = plane
        source.withUnsafeBufferPointer { source in
            plane.withUnsafeMutableBufferPointer { target in
                guard let source = source.baseAddress, let target = target.baseAddress else { return }
                for row in 0..<height {
                    let middle = source + row * width
                    let above = row > 0 ? middle - width : middle
                    let below = row + 1 < height ? middle + width : middle
                    let output = target + row * width
                    for column in 0..<width {
                        output[column] = choose(middle[column], choose(above[column], below[column]))
                    }
                    for column in 1..<max(1, width) { output[column] = choose(output[column], middle[column - 1]) }
                    for column in 0..<max(0, width - 1) { output[column] = choose(output[column], middle[column + 1]) }
                }
            }
        }
    }
}
