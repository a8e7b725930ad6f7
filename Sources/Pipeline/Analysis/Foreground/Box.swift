/// A rectangle as fractions of the picture, in 1/10000 of its width and height.
package struct Box: Sendable, Hashable, Codable {
    /// Left edge.
    package var x: Int32
    /// Top edge.
    package var y: Int32
    package var width: Int32
    package var height: Int32

    /// The unit: the whole picture measures this many in each direction.
    package static let scale: Int32 = 10_000

    package init(x: Int32, y: Int32, width: Int32, height: Int32) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    init(_ box: PixelBox, width: Int, height: Int) {
        func fraction(_ value: Int, of length: Int) -> Int32 {
            Int32((2 * value * Int(Self.scale) + length) / (2 * length))
        }
        x = fraction(box.left, of: width)
        y = fraction(box.top, of: height)
        self.width = fraction(box.right, of: width) - x
        self.height = fraction(box.bottom, of: height) - y
    }

    package var right: Int32 { x + width }
    package var bottom: Int32 { y + height }
    package var area: Int64 { Int64(width) * Int64(height) }
    /// Twice the centre, to keep it an integer.
    package var doubledCentre: (x: Int32, y: Int32) { (2 * x + width, 2 * y + height) }

    package func commonArea(with other: Box) -> Int64 {
        let across = Int64(min(right, other.right)) - Int64(max(x, other.x))
        let down = Int64(min(bottom, other.bottom)) - Int64(max(y, other.y))
        return across > 0 && down > 0 ? across * down : 0
    }

    /// Intersection over union, in thousandths.
    package func overlap(with other: Box) -> Int {
        let common = commonArea(with: other)
        let union = area + other.area - common
        return union > 0 ? Int(common * 1000 / union) : 0
    }

    package func united(with other: Box) -> Box {
        let left = min(x, other.x)
        let top = min(y, other.y)
        return Box(
            x: left, y: top, width: max(right, other.right) - left, height: max(bottom, other.bottom) - top)
    }

    package func moved(byX across: Int32, y down: Int32) -> Box {
        Box(x: x &+ across, y: y &+ down, width: width, height: height)
    }

    /// Returns the box between two moments, interpolated `part / whole` of the way to the other one.
    package func interpolated(to other: Box, part: Int64, of whole: Int64) -> Box {
        func between(_ from: Int32, _ to: Int32) -> Int32 {
            let scaled = Int64(to - from) * part
            return from + Int32((2 * scaled + (scaled >= 0 ? whole : -whole)) / (2 * whole))
        }
        guard whole > 0 else { return self }
        return Box(
            x: between(x, other.x), y: between(y, other.y), width: between(width, other.width),
            height: between(height, other.height))
    }
}

extension Box: Comparable {
    /// Orders by left edge, then top, width and height. This order breaks ties.
    package static func < (left: Box, right: Box) -> Bool {
        (left.x, left.y, left.width, left.height) < (right.x, right.y, right.width, right.height)
    }
}

extension Box {
    /// Returns the box moved, and cut where necessary, to lie within another box.
    func kept(within room: Box) -> Box {
        let width = min(width, room.width)
        let height = min(height, room.height)
        return Box(
            x: min(max(x, room.x), room.right - width), y: min(max(y, room.y), room.bottom - height), width: width,
            height: height)
    }
}
