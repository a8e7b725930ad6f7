/// The luma of one picture: 8 bits per pixel, rows without padding.
package struct LumaPlane: Sendable, Equatable {
    package let width: Int
    package let height: Int
    /// `width * height` values, row by row from the top left.
    package var pixels: [UInt8]

    package init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(width > 0 && height > 0, "a plane has at least one pixel")
        precondition(pixels.count == width * height, "a plane has width x height pixels")
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    package init(width: Int, height: Int, filledWith value: UInt8 = 0) {
        self.init(width: width, height: height, pixels: [UInt8](repeating: value, count: width * height))
    }
}
