/// A connected patch of foreground.
struct Blob: Sendable {
    var box = PixelBox.none
    /// Pixels.
    var area = 0
    /// Sum of the absolute differences to the plate.
    var contrast = 0
    var appearance = Appearance()
}
