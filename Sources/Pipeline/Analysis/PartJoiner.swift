/// Puts the parts of one object together that do not touch: a dark car's lamps and roof, what is seen through a fence.
struct PartJoiner: Sendable {
    /// Joins every blob that lies mostly within another one's box, until none does. Keeps the order.
    static func join(_ blobs: inout [Blob]) {
        var first = 0
        while first < blobs.count {
            var second = first + 1
            var hasGrown = false
            while second < blobs.count {
                if isPart(blobs[first].box, blobs[second].box) {
                    blobs[first].unite(blobs[second])
                    blobs.remove(at: second)
                    hasGrown = true
                } else {
                    second += 1
                }
            }
            // A grown box may reach blobs that were looked at before, earlier ones included.
            first = hasGrown ? 0 : first + 1
        }
    }

    /// Whether the boxes have six tenths of the smaller one in common, counting a pixel around each.
    private static func isPart(_ one: PixelBox, _ two: PixelBox) -> Bool {
        let across = min(one.right, two.right) - max(one.left, two.left) + 1
        let down = min(one.bottom, two.bottom) - max(one.top, two.top) + 1
        guard across > 0, down > 0 else { return false }
        return across * down * 10 >= min(one.width * one.height, two.width * two.height) * 6
    }
}
