import Analysis

/// Tells a detector's objects from its chance detections, which are few and less confident than the others.
///
/// Uses only the rank of the confidences, as every detector has its own scale.
struct ChanceFilter {
    /// Smallest sum of the points' ranks, in thousandths. Less confident objects need more points to reach it.
    private static let leastSum = 3_300
    /// Mean rank below which a chain is chance regardless of its length, in thousandths.
    private static let leastRank = 155

    private let tracklets: [Tracklet]
    private let ranks: [Int]
    /// Whether the confidences differ; if all are equal, ranks say nothing.
    private let isRanked: Bool

    init(_ tracklets: [Tracklet]) {
        self.tracklets = tracklets
        ranks = ConfidenceRanks(tracklets).ranks
        isRanked = tracklets.contains { $0.confidence != tracklets[0].confidence }
    }

    /// Returns whether a chain of tracklets is an object.
    func isObject(_ chain: [Int]) -> Bool {
        let count = chain.reduce(0) { $0 + tracklets[$1].points.count }
        guard count >= 3 else { return false }
        let sum = chain.reduce(0) { $0 + tracklets[$1].points.count * ranks[$1] }
        return sum >= Self.leastSum && (!isRanked || sum >= Self.leastRank * count)
    }
}
