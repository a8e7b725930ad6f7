import Analysis
import Chronology
import Footage

/// Continues objects through others that swallow them: an object that vanishes into a patch may come out of it later.
struct MergeRider {
    private struct Ride {
        let cost: Int
        let from: Int
        let to: Int
    }

    /// Longest time inside another object, in microseconds.
    private static let longest: Int64 = 10_000_000
    /// How long before and after its own presence to look for an object inside another one, in microseconds.
    private static let margin: Int64 = 250_000

    private let tracklets: [Tracklet]
    private let previous: [Int]
    /// For each tracklet, the first one of its chain.
    private let heads: [Int]
    /// Indices of the tracklets in each cell.
    private let cells: [Int64: [Int]]

    /// - Parameter previous: for each tracklet, the one that it continues, or -1.
    init(_ tracklets: [Tracklet], previous: [Int]) {
        self.tracklets = tracklets
        self.previous = previous
        var heads = Array(tracklets.indices)
        for index in tracklets.indices where previous[index] >= 0 { heads[index] = heads[previous[index]] }
        self.heads = heads
        var cells: [Int64: [Int]] = [:]
        for index in tracklets.indices { cells[tracklets[index].cell, default: []].append(index) }
        self.cells = cells
    }

    /// Returns links from tracklets that vanish within another chain to ones that come out of the same chain, best
    /// first.
    func links(from lasts: [Int]) -> [(from: Int, to: Int)] {
        var swallowed: [Int: [Int]] = [:]
        for index in lasts {
            let last = tracklets[index].points[tracklets[index].points.count - 1]
            for chain in chains(around: last.box, at: last.time.microseconds + Self.margin, besides: heads[index]) {
                swallowed[chain, default: []].append(index)
            }
        }
        var rides: [Ride] = []
        for index in tracklets.indices where previous[index] < 0 {
            let first = tracklets[index].points[0]
            for chain in chains(around: first.box, at: first.time.microseconds - Self.margin, besides: index) {
                for from in (swallowed[chain] ?? []).reversed() {
                    // Tracklets are in order of start and no longer than a cell, so all remaining ones ended too long
                    // ago.
                    let age = first.time.microseconds - tracklets[from].start.microseconds
                    guard age <= Self.longest + CellGrid.cellLength else { break }
                    if let cost = cost(from: from, to: index) {
                        rides.append(Ride(cost: cost, from: from, to: index))
                    }
                }
            }
        }
        rides.sort { ($0.cost, $0.from, $0.to) < ($1.cost, $1.from, $1.to) }
        var usedFrom: Set<Int> = []
        var usedTo: Set<Int> = []
        return rides.filter { ride in
            guard !usedFrom.contains(ride.from), !usedTo.contains(ride.to) else { return false }
            usedFrom.insert(ride.from)
            usedTo.insert(ride.to)
            return true
        }.map { ($0.from, $0.to) }
    }

    /// Returns the chains whose box covers half of the given one at a time in microseconds, each once, in order.
    private func chains(around box: Box, at time: Int64, besides own: Int) -> [Int] {
        var found: [Int] = []
        let cell = CellGrid.cell(at: Timestamp(microseconds: time))
        for index in cells[cell] ?? [] where heads[index] != own && !found.contains(heads[index]) {
            guard let cover = self.box(of: tracklets[index], near: time) else { continue }
            if cover.commonArea(with: box) * 2 >= box.area { found.append(heads[index]) }
        }
        return found
    }

    /// Returns the tracklet's box at its last point up to a time, if the tracklet is present then or close to it.
    private func box(of tracklet: Tracklet, near time: Int64) -> Box? {
        let points = tracklet.points
        guard points[0].time.microseconds <= time + Self.margin,
            points[points.count - 1].time.microseconds >= time - Self.margin
        else { return nil }
        return points[points.place(at: Timestamp(microseconds: time))].box
    }

    private func cost(from: Int, to: Int) -> Int? {
        let (a, b) = (tracklets[from], tracklets[to])
        let last = a.points[a.points.count - 1]
        let gap = b.start.microseconds - last.time.microseconds
        guard gap > 0, gap <= Self.longest else { return nil }
        let (small, large) = (min(last.box.area, b.points[0].box.area), max(last.box.area, b.points[0].box.area))
        let ratio = Int(large * 100 / max(1, small))
        guard ratio <= 500 else { return nil }
        return a.appearance.distance(to: b.appearance) + ratio + Int(gap / 20_000)
    }
}
