/// Tells whether a patch is nothing but the background, moved by a few pixels: a mast that sways, a twig in the wind.
struct SwayTest {
    let mask: BitPlane
    let pixels: UnsafePointer<UInt8>
    let plate: UnsafePointer<UInt8>
    /// Furthest move that is looked for, in pixels.
    let reach: Int
    /// Largest luma difference that counts as equal.
    let tolerance: Int

    /// Patches larger than this, in pixels, are never taken for background.
    static let largest = 600

    /// Whether one and the same move explains three quarters of the patch.
    func explains(_ blob: Blob) -> Bool {
        guard reach > 0, blob.area <= Self.largest else { return false }
        for down in -reach...reach {
            for across in -reach...reach where explains(blob, across: across, down: down) { return true }
        }
        return false
    }

    private func explains(_ blob: Blob, across: Int, down: Int) -> Bool {
        var allowed = blob.area / 4
        for row in blob.box.top..<blob.box.bottom {
            let source = min(max(row + down, 0), mask.height - 1) * mask.width
            for column in blob.box.left..<blob.box.right where mask[column, row] {
                let from = min(max(column + across, 0), mask.width - 1)
                if abs(Int(pixels[row * mask.width + column]) - Int(plate[source + from])) > tolerance {
                    allowed -= 1
                    if allowed < 0 { return false }
                }
            }
        }
        return true
    }
}
