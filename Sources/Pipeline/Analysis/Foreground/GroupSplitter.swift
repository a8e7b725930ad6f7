/// Gives people who touch in the picture a box each.
///
/// A patch much larger than the usual object at that place is explained by several boxes of the usual size. The boxes
/// should cover set pixels and leave out unset ones. Their number depends on how much each one explains.
struct GroupSplitter: Sendable {
    private var area = SummedArea()
    private var chosen: [PixelBox] = []
    private(set) var boxes: [PixelBox] = []

    /// Largest number of objects in one patch.
    private static let most = 6
    /// The cost of an unset pixel in a box, relative to a gained set pixel, and the price of each further box per
    /// pixel. Both in 1/16.
    private static let emptiness = 4
    private static let price = 2

    /// Sets `boxes` to the objects of a patch. Returns false if it is one object or the usual size is unknown.
    mutating func split(_ blob: Blob, of mask: BitPlane, usual: UsualSize) -> Bool {
        guard let height = usual.height(atFoot: blob.box.bottom), height >= 8 else { return false }
        let width = usual.width(ofHeight: height)
        guard blob.box.width * 10 >= width * 13 || blob.box.height * 10 >= height * 12 else { return false }
        area.take(mask, within: blob.box)
        boxes.removeAll(keepingCapacity: true)
        var best = Int.min
        for count in 1...Self.most {
            var isBetter = false
            if count == 1 || blob.box.width * 10 >= width * 12 {
                isBetter = improves(count, on: &best, usual: usual, isDeep: false)
            }
            if count > 1, blob.box.height * 10 >= height * 12, improves(count, on: &best, usual: usual, isDeep: true) {
                isBetter = true
            }
            guard isBetter else { break }
        }
        return boxes.count > 1 && haveHeads()
    }

    /// Keeps the explanation by `count` boxes, side by side or one behind the other, if it is the best so far.
    private mutating func improves(_ count: Int, on best: inout Int, usual: UsualSize, isDeep: Bool) -> Bool {
        place(count, usual: usual, isDeep: isDeep)
        let value = value()
        guard value > best else { return false }
        best = value
        swap(&boxes, &chosen)
        return true
    }

    /// Places boxes evenly, then moves each to where it explains most.
    private mutating func place(_ count: Int, usual: UsualSize, isDeep: Bool) {
        chosen.removeAll(keepingCapacity: true)
        let room = area.room
        for index in 0..<count {
            let last = max(1, count - 1)
            let foot = isDeep ? room.bottom - (room.height / 2) * (last - index) / last : room.bottom
            let box = box(left: 0, foot: foot, usual: usual)
            let slack = room.width - box.width
            let left = room.left + (isDeep || count == 1 ? slack / 2 : slack * index / last)
            chosen.append(self.box(left: left, foot: foot, usual: usual))
        }
        for round in 0..<4 {
            var hasMoved = false
            for index in chosen.indices where move(index, usual: usual, reach: round == 0 ? 3 : 1) { hasMoved = true }
            if !hasMoved { break }
        }
    }

    private func box(left: Int, foot: Int, usual: UsualSize) -> PixelBox {
        let row = min(max(foot, usual.rows.lowerBound), usual.rows.upperBound)
        // Slightly smaller than a patch: few patches include swinging feet and hands, and neighbours need the room.
        let height = max(4, (usual.height(atFoot: row) ?? 4) * 15 / 16)
        return PixelBox(left: left, top: foot - height, right: left + usual.width(ofHeight: height), bottom: foot)
    }

    /// Moves one box to the best place nearby. Returns whether it moved.
    private mutating func move(_ index: Int, usual: UsualSize, reach: Int) -> Bool {
        let start = chosen[index]
        let stepAcross = max(1, start.width / 8)
        let stepDown = max(1, start.height / 12)
        var best = gain(index)
        var bestBox = start
        for down in -3 * reach...reach {
            for across in -reach...reach {
                let foot = min(start.bottom + down * stepDown, area.room.bottom + stepDown)
                chosen[index] = box(left: start.left + across * stepAcross, foot: foot, usual: usual)
                let gain = gain(index)
                if gain > best {
                    best = gain
                    bestBox = chosen[index]
                }
            }
        }
        chosen[index] = bestBox
        return bestBox != start
    }

    /// Returns what one box explains beyond what the others do, in sixteenths of a pixel.
    private func gain(_ index: Int) -> Int {
        let box = chosen[index]
        var set = area.count(box)
        var empty = box.width * box.height - set
        for other in chosen.indices where other != index {
            let common = box.intersection(chosen[other])
            guard common.width > 0, common.height > 0 else { continue }
            let both = area.count(common)
            set -= both
            empty -= common.width * common.height - both
        }
        return 16 * max(0, set) - Self.emptiness * max(0, empty)
    }

    /// Returns what the boxes explain together, less their price.
    private mutating func value() -> Int {
        var value = 0
        let all = chosen.count
        let boxes = chosen
        for index in 0..<all {
            chosen.removeLast(chosen.count - index)
            chosen.append(boxes[index])
            value += gain(index) - Self.price * boxes[index].width * boxes[index].height
        }
        return value
    }

    /// Returns whether the boxes end in heads at the top, with room on both sides. A van is as wide at the top as
    /// below.
    private func haveHeads() -> Bool {
        var (heads, besides) = ((set: 0, all: 0), (set: 0, all: 0))
        for box in boxes {
            let (bottom, third) = (box.top + max(1, box.height / 7), max(1, box.width / 3))
            let left = PixelBox(left: box.left, top: box.top, right: box.left + third, bottom: bottom)
            let right = PixelBox(left: box.right - third, top: box.top, right: box.right, bottom: bottom)
            let head = PixelBox(left: left.right, top: box.top, right: right.left, bottom: bottom)
            heads.set += area.count(head)
            heads.all += head.width * head.height
            besides.set += area.count(left) + area.count(right)
            besides.all += 2 * left.width * left.height
        }
        // The middle must be filled at least a third more than the sides, and to at least a seventh.
        return besides.set * heads.all * 4 <= heads.set * besides.all * 3 && heads.set * 7 >= heads.all
    }
}
