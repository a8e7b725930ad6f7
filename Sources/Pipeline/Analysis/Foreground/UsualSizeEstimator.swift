/// Estimates the size of single upright objects from the patches in a background's samples.
///
/// People are nearly equal in size, so the heights of their patches lie on one line over the row of their feet; those
/// of groups and parts do not. Vehicles have any length, so patches that are not clearly taller than wide are left out.
struct UsualSizeEstimator: Sendable {
    private struct Sighting {
        var foot: Int
        var width: Int
        var height: Int
    }

    /// Largest number of sightings used. They come in time order and are thinned evenly.
    private static let limit = 64
    /// Fewer agreeing sightings than this are chance.
    private static let fewest = 6
    /// Height of the lowest patch whose shape is meaningful, in pixels.
    private static let lowest = 12

    private var sightings: [Sighting] = []

    /// Adds a patch if it is whole, that is, not cut off by the picture's border.
    mutating func add(_ box: PixelBox, width: Int, height: Int) {
        guard box.left > 1, box.top > 1, box.right < width - 1, box.bottom < height - 1 else { return }
        guard box.height >= Self.lowest, (220...650).contains(box.width * 1_000 / box.height) else { return }
        sightings.append(Sighting(foot: box.bottom, width: box.width, height: box.height))
    }

    /// Returns the line with the most sightings within an eighth of it; nil if too few agree.
    func estimate() -> UsualSize? {
        let step = max(1, (sightings.count + Self.limit - 1) / Self.limit)
        let some = stride(from: 0, to: sightings.count, by: step).map { sightings[$0] }
        var best: (slope: Int, offset: Int, score: Int)?
        for (index, one) in some.enumerated() {
            for other in some[index...] {
                guard let line = line(one, other) else { continue }
                let score = some.reduce(0) { $0 + (agrees($1, with: line) ? 1 : 0) }
                if score > best?.score ?? 0 { best = (line.slope, line.offset, score) }
            }
        }
        guard let best, best.score >= Self.fewest, best.score * 5 >= some.count * 2 else { return nil }
        let agreeing = some.filter { agrees($0, with: (best.slope, best.offset)) }
        let line = fitted(to: agreeing) ?? (best.slope, best.offset)
        let members = some.filter { agrees($0, with: line) }
        guard members.count >= Self.fewest else { return nil }
        let aspects = members.map { $0.width * 1_024 / $0.height }.sorted()
        let (first, last) = (members.map(\.foot).min() ?? 0, members.map(\.foot).max() ?? 0)
        let (rise, fall) = (line.slope * first + line.offset, line.slope * last + line.offset)
        return UsualSize(
            slope: line.slope, offset: line.offset, aspect: aspects[aspects.count / 2],
            rows: (first - (rise >> 12))...(last + (fall >> 11)))
    }

    /// Returns the line through two sightings, level for a single one; nil if objects would grow with distance.
    private func line(_ one: Sighting, _ other: Sighting) -> (slope: Int, offset: Int)? {
        let (low, high) = one.foot <= other.foot ? (one, other) : (other, one)
        let distance = high.foot - low.foot
        if distance == 0 && one.height == other.height { return (0, low.height << 10) }
        guard distance * 4 >= low.height else { return nil }
        let slope = ((high.height - low.height) << 10) / distance
        guard (0...1_024).contains(slope) else { return nil }
        return (slope, (low.height << 10) - slope * low.foot)
    }

    /// Returns the least-squares line; nil if all stand on one row or objects would grow with distance.
    private func fitted(to members: [Sighting]) -> (slope: Int, offset: Int)? {
        var (feet, heights, squares, products) = (0, 0, 0, 0)
        for member in members {
            feet += member.foot
            heights += member.height
            squares += member.foot * member.foot
            products += member.foot * member.height
        }
        let divisor = members.count * squares - feet * feet
        guard divisor > 0 else { return nil }
        let slope = ((members.count * products - feet * heights) << 10) / divisor
        guard (0...1_024).contains(slope) else { return nil }
        return (slope, ((heights << 10) - slope * feet) / members.count)
    }

    private func agrees(_ sighting: Sighting, with line: (slope: Int, offset: Int)) -> Bool {
        let expected = line.slope * sighting.foot + line.offset
        return abs((sighting.height << 10) - expected) * 8 <= expected
    }
}
