import Analysis
import Footage

/// Decides which tracklet goes on as which.
struct ChainBuilder {
    private struct Link {
        let cost: Int
        let from: Int
        let to: Int
    }

    private let tracklets: [Tracklet]
    private let starts: [Motion]
    private let ends: [Motion]
    private let profile: AnalysisProfile

    /// The tracklets are in their total order.
    init(_ tracklets: [Tracklet], profile: AnalysisProfile) {
        self.tracklets = tracklets
        self.profile = profile
        starts = tracklets.map(Motion.atStart)
        ends = tracklets.map(Motion.atEnd)
    }

    func chains() -> [Chain] {
        var next = [Int](repeating: -1, count: tracklets.count)
        var previous = next
        for link in candidates() where next[link.from] < 0 && previous[link.to] < 0 {
            next[link.from] = link.to
            previous[link.to] = link.from
        }
        let rider = MergeRider(tracklets, previous: previous)
        for (from, to) in rider.links(from: tracklets.indices.filter { next[$0] < 0 }) {
            next[from] = to
            previous[to] = from
        }
        return tracklets.indices.filter { previous[$0] < 0 }.map { first in
            var members: [Tracklet] = []
            var index = first
            while index >= 0 {
                members.append(tracklets[index])
                index = next[index]
            }
            return Chain(members)
        }
    }

    /// Every possible link, best first; equal ones by the tracklets' order.
    private func candidates() -> [Link] {
        let longest = Int64(profile.linkGap) * 1_000
        var links: [Link] = []
        for from in tracklets.indices {
            var to = firstStart(after: ends[from].time)
            while to < tracklets.count
                && starts[to].time.microseconds - ends[from].time.microseconds <= longest
            {
                if let cost = cost(from: from, to: to) { links.append(Link(cost: cost, from: from, to: to)) }
                to += 1
            }
        }
        return links.sorted { ($0.cost, $0.from, $0.to) < ($1.cost, $1.from, $1.to) }
    }

    private func firstStart(after time: Timestamp) -> Int {
        var (low, high) = (0, tracklets.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle].time <= time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// How unlikely it is that one tracklet goes on as another; nil where it is out of the question.
    private func cost(from: Int, to: Int) -> Int? {
        let (a, b) = (ends[from], starts[to])
        let gap = b.time.microseconds - a.time.microseconds
        let miss = min(Self.miss(a, b, at: b.time), Self.miss(a, b, at: a.time))
        let allowed = 600 + Int(min(gap, 2_000_000) / 2_000)
        guard miss <= allowed else { return nil }
        let (small, large) = (min(a.box.area, b.box.area), max(a.box.area, b.box.area))
        let ratio = Int(large * 100 / max(1, small))
        guard ratio <= 400 else { return nil }
        let looks = tracklets[from].appearance.distance(to: tracklets[to].appearance)
        return miss + (ratio - 100) + looks + Int(gap / 4_000)
    }

    /// How far two motions lie apart at a moment, in thousandths of their size.
    private static func miss(_ a: Motion, _ b: Motion, at time: Timestamp) -> Int {
        let (p, q) = (a.doubledCentre(at: time), b.doubledCentre(at: time))
        let width = max(120, Int64(a.box.width) + Int64(b.box.width))
        let height = max(120, Int64(a.box.height) + Int64(b.box.height))
        return Int(max(abs(p.x - q.x) * 1_000 / width, abs(p.y - q.y) * 1_000 / height))
    }
}
