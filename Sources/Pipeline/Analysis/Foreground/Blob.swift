/// A connected patch of foreground.
struct Blob: Sendable {
    var box = PixelBox.none
    /// Number of pixels.
    var area = 0
    /// Sum of the absolute differences from the background.
    var contrast = 0
    var appearance = Appearance()

    /// Whether the blob is a thin line: a cable, a tape, the edge of something that moved a little.
    var isSliver: Bool {
        let (short, long) = (min(box.width, box.height), max(box.width, box.height))
        return short < 2 || (short <= 4 && long > 3 * short)
    }

    mutating func unite(_ other: Blob) {
        box.unite(other.box)
        area += other.area
        contrast += other.contrast
        appearance.add(other.appearance)
    }
}
