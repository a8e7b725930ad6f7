/// Learns how large single upright objects are from the patches in a background's samples.
///
/// People are nearly equal in size, so that their patches lie on one line over the row of their feet; groups and parts
/// do not. Vehicles are of any length: nothing is learnt from patches that are not clearly taller than wide.
struct UsualSizeEstimator: Sendable {
    private struct Sighting {
        var foot: Int
        var width: Int
        var height: Int
    }

    /// More than this many say no more; they come in time order, evenly thinned.
    private static let limit = 64
    /// Fewer than this many in agreement are chance.
    private static let fewest = 6
    /// Lowest patch that has a shape, in pixels.
    private static let lowest = 12

    private var sightings: [Sighting] = []

    /// Takes a patch that is whole: not cut off by the picture's border.
    mutating func add(_ box: PixelBox, width: Int, height: Int) {
        guard box.left > 1, box.top > 1, box.right < width - 1, box.bottom < height - 1 else { return }
        guard box.height >= Self.lowest, (220...650).contains(box.width * 1_000 / box.height) else { return }
        sightings.append(Sighting(foot: box.bottom, width: box.width, height: box.height))
    }

    /// The line with most sightings within an eighth of it; nil where too few agree.
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

    /// The line through two sightings, level through a single one; nil where things would grow with distance.
    private func line(_ one: Sighting, _ other: Sighting) -> (slope: Int, offset: Int)? {
        let (low, high) = one.foot <= other.foot ? (one, other) : (other, one)
        let distance = high.foot - low.foot
        if distance == 0 && one.height == other.height { return (0, low.height << 10) }
        guard distance * 4 >= low.height else { return nil }
        let slope = ((high.height - low.height) << 10) / distance
        guard (0...1_024).contains(slope) else { return nil }
        return (slope, (low.height << 10) - slope * low.foot)
    }

    /// The line with the least squares of what is left; nil where all stand on one row, or things grow with distance.
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
