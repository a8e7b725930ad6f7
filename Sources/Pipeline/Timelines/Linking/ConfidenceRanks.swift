import Analysis

/// Ranks each tracklet's confidence among all those of its camera, regardless of the detector's scale.
struct ConfidenceRanks {
    /// For each tracklet, the share of points with less confidence (plus half of those with equal), in thousandths.
    let ranks: [Int]

    init(_ tracklets: [Tracklet]) {
        let order = tracklets.indices.sorted {
            (tracklets[$0].confidence, $0) < (tracklets[$1].confidence, $1)
        }
        let total = max(1, tracklets.reduce(0) { $0 + $1.points.count })
        var ranks = [Int](repeating: 0, count: tracklets.count)
        var below = 0
        var first = 0
        while first < order.count {
            var (last, count) = (first, 0)
            while last < order.count, tracklets[order[last]].confidence == tracklets[order[first]].confidence {
                count += tracklets[order[last]].points.count
                last += 1
            }
            for index in first..<last { ranks[order[index]] = (2 * below + count) * 500 / total }
            below += count
            first = last
        }
        self.ranks = ranks
    }
}
