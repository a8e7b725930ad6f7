/// Estimates the tone curve between a picture and a reference from pixels that show the same content in both.
///
/// Pixels are grouped by the reference's luma. The most common difference in each group wins, so objects do not bias
/// the estimate. Each group is then compared with the picture's overall gain. Groups covered by an object are rejected;
/// a clipped sky, which keeps its luma at any exposure, is accepted.
struct ToneMatcher: Sendable {
    private static let groups = ToneHistogram.groups
    /// Half the width of the peak to look for, in luma levels.
    private static let reach = 4
    /// Luma of black in video levels; gains are relative to it.
    private static let black = 16

    private struct Node {
        var reference = 0
        var picture = 0
        var count = 0
        var share = 0
    }

    private var histogram = ToneHistogram()
    private var gains: [(gain: Int, weight: Int)] = []
    private var nodes = [Node](repeating: Node(), count: groups)
    /// The picture's luma for each luma of the reference, in sixteenths.
    private var forward = [Int](repeating: 0, count: 256)
    private(set) var curve = ToneCurve.identity

    /// Sets `curve` to map `picture` to the exposure of the anchors.
    mutating func match(_ picture: UnsafePointer<UInt8>, anchors: ToneAnchors) {
        histogram.count(picture, anchors: anchors)
        var found = 0
        for group in 0..<Self.groups where anchors.counts[group] >= 24 {
            nodes[found] = peak(of: group, count: anchors.counts[group], total: anchors.totals[group])
            if nodes[found].share >= 30 { found += 1 }
        }
        let total = max(1, anchors.offsets.count)
        guard found > 0, let gain = overallGain(of: found) else { return reset() }
        found = keepCredible(found, gain: gain, total: total)
        guard found > 0 else { return reset() }
        drawForward(nodes: found, gain: gain)
        invert()
    }

    private mutating func reset() {
        for level in 0..<256 { curve.table[level] = UInt8(level) }
        curve.floor = 0
        curve.ceiling = 255
        curve.isIdentity = true
    }

    /// Returns a group's most common difference, refined to sixteenths by the mean around it.
    private func peak(of group: Int, count: Int, total: Int) -> Node {
        histogram.withCounts(of: group) { counts, occupied in
            var centre = max(-255 + Self.reach, occupied.lowerBound - Self.reach)
            let last = min(255 - Self.reach, occupied.upperBound + Self.reach)
            var sum = 0
            for difference in (centre - Self.reach)...(centre + Self.reach) { sum &+= Int(counts[difference]) }
            var best = sum
            var middle = centre &+ 1
            while middle <= last {
                sum &+= Int(counts[middle &+ Self.reach]) &- Int(counts[middle &- Self.reach &- 1])
                if sum > best || (sum == best && abs(middle) < abs(centre)) {
                    best = sum
                    centre = middle
                }
                middle &+= 1
            }
            var weighted = 0
            var members = 0
            for difference in max(-255, centre - 2 * Self.reach)...min(255, centre + 2 * Self.reach) {
                weighted += Int(counts[difference]) * difference
                members += Int(counts[difference])
            }
            let reference = total * 16 / count
            let difference = (weighted * 16 + (weighted >= 0 ? members / 2 : -members / 2)) / max(1, members)
            return Node(
                reference: reference, picture: max(0, reference + difference), count: count, share: best * 100 / count)
        }
    }

    /// Returns the weighted median of the groups' gains, in 1/4096. Clipped and black groups are used only if no others
    /// exist.
    private mutating func overallGain(of found: Int) -> Int? {
        gains.removeAll(keepingCapacity: true)
        for node in nodes[0..<found] where node.reference > 32 * 16 && node.picture < 240 * 16 {
            let gain = (node.picture - Self.black * 16) * 4096 / (node.reference - Self.black * 16)
            if gain > 0 { gains.append((gain, node.count * node.share)) }
        }
        guard !gains.isEmpty else { return 4096 }
        gains.sort { ($0.gain, $0.weight) < ($1.gain, $1.weight) }
        let half = gains.reduce(0) { $0 + $1.weight } / 2
        var passed = 0
        for entry in gains {
            passed += entry.weight
            if passed > half { return entry.gain }
        }
        return nil
    }

    /// Moves to the front the groups that agree with the gain, are clipped, or represent a large part of the picture.
    private mutating func keepCredible(_ found: Int, gain: Int, total: Int) -> Int {
        var kept = 0
        for index in 0..<found {
            let node = nodes[index]
            let expected = Self.black * 16 + (node.reference - Self.black * 16) * gain / 4096
            let tolerance = 6 * 16 + node.reference / 12
            let isClipped = node.picture >= 232 * 16 && expected >= 200 * 16
            let isLarge = node.count * 12 >= total && node.share >= 60
            if abs(node.picture - expected) <= tolerance || isClipped || isLarge {
                nodes[kept] = node
                kept += 1
            }
        }
        return kept
    }

    /// Interpolates linearly between groups and applies the overall gain beyond them; the curve never falls.
    private mutating func drawForward(nodes found: Int, gain: Int) {
        var next = 0
        var highest = 0
        for level in 0..<256 {
            let reference = level * 16
            while next < found && nodes[next].reference <= reference { next += 1 }
            let value: Int
            if next == 0 || next == found {
                let node = nodes[next == 0 ? 0 : found - 1]
                value = node.picture + (reference - node.reference) * gain / 4096
            } else {
                let (low, high) = (nodes[next - 1], nodes[next])
                let rise = (high.picture - low.picture) * (reference - low.reference)
                value = low.picture + rise / max(1, high.reference - low.reference)
            }
            highest = max(highest, min(255 * 16, max(0, value)))
            forward[level] = highest
        }
    }

    private mutating func invert() {
        var largest = 0
        for level in 0..<256 { largest = max(largest, abs(forward[level] - level * 16)) }
        guard largest > 16 else { return reset() }
        var level = 0
        for luma in 0..<256 {
            while level < 255 && forward[level + 1] <= luma * 16 { level += 1 }
            let isNext = level < 255 && forward[level + 1] - luma * 16 < abs(luma * 16 - forward[level])
            curve.table[luma] = UInt8(isNext ? level + 1 : level)
        }
        curve.floor = UInt8(forward.lastIndex { $0 <= 17 * 16 } ?? 0)
        curve.ceiling = UInt8(forward.firstIndex { $0 >= 250 * 16 } ?? 255)
        curve.isIdentity = false
    }
}
