/// Detects patches that are only background moved by a few pixels: a swaying mast, a twig in the wind.
struct SwayTest {
    let mask: BitPlane
    let pixels: UnsafePointer<UInt8>
    let background: UnsafePointer<UInt8>
    /// Largest shift to try, in pixels.
    let reach: Int
    /// Largest luma difference that counts as equal.
    let tolerance: Int

    /// Larger patches, in pixels, are never taken for background.
    static let largest = 600

    /// Returns whether a single shift explains three quarters of the patch.
    func explains(_ blob: Blob) -> Bool {
        guard reach > 0, blob.area <= Self.largest else { return false }
        for down in -reach...reach {
            for across in -reach...reach where explains(blob, across: across, down: down) { return true }
        }
        return false
    }

    private func explains(_ blob: Blob, across: Int, down: Int) -> Bool {
        var allowed = blob.area / 4
        let (width, height) = (mask.width, mask.height)
        for row in blob.box.top..<blob.box.bottom {
            let here = pixels + row * width
            let there = background + min(max(row + down, 0), height - 1) * width
            mask.forEachWord(row: row, from: blob.box.left, to: blob.box.right) { start, bits in
                var rest = bits
                while rest != 0 {
                    let column = start &+ rest.trailingZeroBitCount
                    rest &= rest &- 1
                    let from = min(max(column &+ across, 0), width &- 1)
                    if abs(Int(here[column]) &- Int(there[from])) > tolerance { allowed &-= 1 }
                }
            }
            if allowed < 0 { return false }
        }
        return true
    }
}
