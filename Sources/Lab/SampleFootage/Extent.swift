/// An upright rectangle in 1/256 pixel.
struct Extent: Equatable {
    var left: Int
    var top: Int
    var right: Int
    var bottom: Int

    init(left: Int, top: Int, right: Int, bottom: Int) {
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
    }

    init(around point: Point) {
        self.init(left: point.x, top: point.y, right: point.x, bottom: point.y)
    }

    var area: Int { max(0, right - left) * max(0, bottom - top) }

    func united(with other: Extent) -> Extent {
        Extent(
            left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
            bottom: max(bottom, other.bottom))
    }

    func clipped(toWidth width: Int, height: Int) -> Extent {
        Extent(
            left: min(max(left, 0), width), top: min(max(top, 0), height), right: max(0, min(right, width)),
            bottom: max(0, min(bottom, height)))
    }
}
