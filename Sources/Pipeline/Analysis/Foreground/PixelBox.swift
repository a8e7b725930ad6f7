/// A rectangle of pixels; `right` and `bottom` are the first column and row outside it.
struct PixelBox: Sendable, Hashable {
    var left: Int
    var top: Int
    var right: Int
    var bottom: Int

    static let none = PixelBox(left: .max, top: .max, right: .min, bottom: .min)

    var width: Int { right - left }
    var height: Int { bottom - top }

    mutating func unite(_ other: PixelBox) {
        left = min(left, other.left)
        top = min(top, other.top)
        right = max(right, other.right)
        bottom = max(bottom, other.bottom)
    }

    /// The common part; its width or height is negative if there is none.
    func intersection(_ other: PixelBox) -> PixelBox {
        PixelBox(
            left: max(left, other.left), top: max(top, other.top), right: min(right, other.right),
            bottom: min(bottom, other.bottom))
    }
}
