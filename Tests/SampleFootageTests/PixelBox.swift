import SampleFootage

/// A rectangle of whole pixels; right and bottom are exclusive.
struct PixelBox: Equatable {
    var left: Int
    var top: Int
    var right: Int
    var bottom: Int

    func contains(_ other: PixelBox) -> Bool {
        left <= other.left && top <= other.top && right >= other.right && bottom >= other.bottom
    }

    func grown(by margin: Int) -> PixelBox {
        PixelBox(left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin)
    }
}

func union(_ one: PixelBox?, _ other: PixelBox) -> PixelBox {
    guard let one else { return other }
    return PixelBox(
        left: min(one.left, other.left), top: min(one.top, other.top), right: max(one.right, other.right),
        bottom: max(one.bottom, other.bottom))
}

/// Returns every pixel that a truth box touches, plus one around it: fractions have four decimals.
func pixels(_ point: SampleTruth.PathPoint, of scene: SyntheticScene) -> PixelBox {
    let (width, height) = (Double(scene.width), Double(scene.height))
    return PixelBox(
        left: Int(point.x * width) - 1, top: Int(point.y * height) - 1,
        right: Int((point.x + point.width) * width) + 2, bottom: Int((point.y + point.height) * height) + 2)
}

/// Returns the bounding box of all visibly different pixels; nil if there are none.
func box(ofDifferences one: [UInt8], _ other: [UInt8], width: Int) -> PixelBox? {
    var result: PixelBox?
    for index in one.indices where abs(Int(one[index]) - Int(other[index])) > 2 {
        let (x, y) = (index % width, index / width)
        result = union(result, PixelBox(left: x, top: y, right: x + 1, bottom: y + 1))
    }
    return result
}
