import Analysis
import Chronology
import Footage

/// Tells whole objects from parts and duplicates of others that were tracked separately.
///
/// A part of foreground lies within a longer chain nearly all the time. A detector sees whole objects, but some of them
/// twice: two of its chains are one object if their boxes nearly coincide for most of the shorter one.
struct PartFilter {
    let source: DetectionSource

    /// Drops the shorter one of two such chains.
    ///
    /// Only chains present at the same time are compared, so the cost grows linearly with the length of the footage.
    func wholes(of chains: [Chain]) -> [Chain] {
        let order = chains.indices.sorted { (chains[$0].points[0], $0) < (chains[$1].points[0], $1) }
        let length = chains.map { $0.end.microseconds - $0.points[0].time.microseconds }
        var isDropped = [Bool](repeating: false, count: chains.count)
        var present: [Int] = []
        for index in order {
            present.removeAll { chains[$0].end <= chains[index].points[0].time }
            for other in present {
                let (part, whole) = length[index] < length[other] ? (index, other) : (other, index)
                guard length[part] < length[whole], !isDropped[part] else { continue }
                isDropped[part] = isPart(chains[part], of: chains[whole])
            }
            present.append(index)
        }
        return order.filter { !isDropped[$0] }.map { chains[$0] }
    }

    private func isPart(_ part: Chain, of whole: Chain) -> Bool {
        switch source {
        case .foreground: isInside(part, of: whole)
        case .detector: isSame(part, as: whole)
        }
    }

    private func isSame(_ one: Chain, as other: Chain) -> Bool {
        var same = 0
        for point in one.points {
            guard let box = other.box(at: point.time) else { continue }
            if point.box.overlap(with: box) >= 600 { same += 1 }
        }
        return same * 2 >= one.points.count
    }

    private func isInside(_ part: Chain, of whole: Chain) -> Bool {
        var inside = 0
        for point in part.points {
            guard let box = whole.box(at: point.time) else { continue }
            if point.box.commonArea(with: box) * 10 >= point.box.area * 7 { inside += 1 }
        }
        return inside * 10 >= part.points.count * 6
    }
}
