import Analysis

/// Tells a detector's objects from its chance detections: few, and unsure next to the others.
///
/// Confidence counts by rank alone, since every detector has a scale of its own.
struct ChanceFilter {
    /// Least sum of the points' ranks, in thousandths: two sure points, or ever more unsure ones.
    private static let leastSum = 3_300
    /// Ranks below which a whole chain is chance however long, in thousandths.
    private static let leastRank = 155

    private let tracklets: [Tracklet]
    private let ranks: [Int]
    /// Where all are equally sure nothing can be told by it.
    private let isRanked: Bool

    init(_ tracklets: [Tracklet]) {
        self.tracklets = tracklets
        ranks = ConfidenceRanks(tracklets).ranks
        isRanked = tracklets.contains { $0.confidence != tracklets[0].confidence }
    }

    /// Whether a chain of tracklets is an object.
    func isObject(_ chain: [Int]) -> Bool {
        let count = chain.reduce(0) { $0 + tracklets[$1].points.count }
        guard count >= 3 else { return false }
        let sum = chain.reduce(0) { $0 + tracklets[$1].points.count * ranks[$1] }
        return sum >= Self.leastSum && (!isRanked || sum >= Self.leastRank * count)
    }
}
