/// Joins parts of one object that do not touch: a dark car's lamps and roof, a person partly hidden by a lamp post.
struct PartJoiner: Sendable {
    /// Joins blobs until no two of them are parts of one object, preserving their order.
    static func join(_ blobs: inout [Blob], usual: UsualSize?) {
        var first = 0
        while first < blobs.count {
            var second = first + 1
            var hasGrown = false
            while second < blobs.count {
                if arePartsOfOne(blobs[first].box, blobs[second].box, usual: usual) {
                    blobs[first].unite(blobs[second])
                    blobs.remove(at: second)
                    hasGrown = true
                } else {
                    second += 1
                }
            }
            // A grown box may reach blobs already checked, including earlier ones.
            first = hasGrown ? 0 : first + 1
        }
    }

    /// Returns whether one lies mostly within the other's box, or both together are no larger than one object usually
    /// is there.
    private static func arePartsOfOne(_ one: PixelBox, _ two: PixelBox, usual: UsualSize?) -> Bool {
        let across = min(one.right, two.right) - max(one.left, two.left) + 1
        let down = min(one.bottom, two.bottom) - max(one.top, two.top) + 1
        let smaller = min(one.width * one.height, two.width * two.height)
        if across > 0, down > 0, across * down * 10 >= smaller * 6 { return true }
        guard let usual else { return false }
        var whole = one
        whole.unite(two)
        guard let height = usual.height(atFoot: whole.bottom) else { return false }
        let width = usual.width(ofHeight: height)
        guard whole.height * 8 <= height * 9, whole.width * 4 <= width * 5 else { return false }
        // Two patches that are each nearly as large as one object are two objects.
        return smaller * 2 <= width * height
    }
}
