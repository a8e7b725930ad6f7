/// A position in the picture in 1/256 pixel, so that slow objects can move by less than a pixel per frame.
struct Point: Equatable {
    /// Units per pixel.
    static let unit = 256

    var x: Int
    var y: Int

    static func + (left: Point, right: Point) -> Point { Point(x: left.x + right.x, y: left.y + right.y) }
}

/// A convex outline, in 1/256 pixel.
enum Shape {
    case ellipse(centre: Point, radii: Point)
    /// Corners of a convex polygon, in either direction.
    case polygon([Point])

    /// The bounding box.
    var extent: Extent {
        switch self {
        case .ellipse(let centre, let radii):
            Extent(
                left: centre.x - radii.x, top: centre.y - radii.y, right: centre.x + radii.x, bottom: centre.y + radii.y
            )
        case .polygon(let corners):
            corners.dropFirst().reduce(Extent(around: corners[0])) { $0.united(with: Extent(around: $1)) }
        }
    }

    /// Returns the part of the horizontal line at this height that the outline covers.
    func span(at y: Int) -> Range<Int>? {
        switch self {
        case .ellipse(let centre, let radii):
            let off = y - centre.y
            guard radii.y > 0, abs(off) < radii.y else { return nil }
            let half = radii.x * (radii.y * radii.y - off * off).squareRoot / radii.y
            return half > 0 ? (centre.x - half)..<(centre.x + half) : nil
        case .polygon(let corners):
            return Shape.span(of: corners, at: y)
        }
    }

    private static func span(of corners: [Point], at y: Int) -> Range<Int>? {
        var left = Int.max
        var right = Int.min
        for index in corners.indices {
            let from = corners[index]
            let to = corners[index + 1 == corners.count ? 0 : index + 1]
            guard (from.y <= y) != (to.y <= y) else { continue }
            let x = from.x + (to.x - from.x) * (y - from.y) / (to.y - from.y)
            left = min(left, x)
            right = max(right, x)
        }
        return left < right ? left..<right : nil
    }

    /// A bar from one point to another, of this half width: an arm, a thigh, a post.
    static func limb(_ from: Point, _ to: Point, halfWidth: Int, tipHalfWidth: Int) -> Shape {
        let across = Point(x: to.y - from.y, y: from.x - to.x)
        let length = max(1, (across.x * across.x + across.y * across.y).squareRoot)
        func side(_ width: Int) -> Point { Point(x: across.x * width / length, y: across.y * width / length) }
        return .polygon([
            from + side(halfWidth), to + side(tipHalfWidth), to + side(-tipHalfWidth), from + side(-halfWidth),
        ])
    }
}
