import Analysis
import Chronology
import Footage

/// Decides which tracklet continues which, in passes from short gaps to long ones.
///
/// Each pass takes the best set of links (`Assignment`) between the chains of the previous pass. Early passes skip
/// contested links; they are decided later, when longer chains on both sides give more evidence.
struct ChainBuilder {
    private struct Pass {
        /// Longest gap, in frames.
        var frames: Int64 = 100_000
        /// Cost at which two chains are more likely to be two objects.
        let limit: Int64
        /// Margin by which a link must beat those that contest it.
        let lead: Int
        var rule = Rule.likely
    }

    /// Which pairs of chains may be one object.
    private enum Rule {
        /// Any pair that the odds favour.
        case likely
        /// Objects that continue along their own straight line: behind a pole, or unseen in the open.
        case straight
        /// Objects that stand still in one place.
        case standing
    }

    /// Longest time a standing object may stay unseen, in microseconds.
    private static let longestStand: Int64 = 30_000_000

    private static let passes = [
        Pass(frames: 6, limit: 3_550, lead: 970), Pass(frames: 13, limit: 7_200, lead: 740),
        Pass(frames: 184, limit: 7_000, lead: 0), Pass(limit: 2_000, lead: 1_000, rule: .straight),
        Pass(limit: 4_500, lead: 1_000, rule: .standing),
    ]

    let tracklets: [Tracklet]
    private let longestGap: Int64
    private let source: DetectionSource
    private let linkCost: LinkCost
    private(set) var next: [Int]
    private(set) var previous: [Int]

    /// - Parameter tracklets: the tracklets in their total order.
    init(_ tracklets: [Tracklet], profile: AnalysisProfile, source: DetectionSource) {
        self.tracklets = tracklets
        longestGap = Int64(profile.linkGap) * 1_000
        linkCost = LinkCost(cover: CoverIndex(tracklets), source: source)
        self.source = source
        next = [Int](repeating: -1, count: tracklets.count)
        previous = next
    }

    /// Returns the tracklets of each object, in time order.
    mutating func chains() -> [[Int]] {
        var assignment = Assignment()
        for pass in Self.passes { link(pass, using: &assignment) }
        if source == .foreground {
            let rider = MergeRider(tracklets, previous: previous)
            for (from, to) in rider.links(from: tracklets.indices.filter { next[$0] < 0 }) { connect(from, to) }
        }
        return tracklets.indices.filter { previous[$0] < 0 }.map { first in
            var members: [Int] = []
            var index = first
            while index >= 0 {
                members.append(index)
                index = next[index]
            }
            return members
        }
    }

    private mutating func connect(_ from: Int, _ to: Int) {
        next[from] = to
        previous[to] = from
    }

    private mutating func link(_ pass: Pass, using assignment: inout Assignment) {
        let tails = tracklets.indices.filter { next[$0] < 0 }
        let heads = tracklets.indices.filter { previous[$0] < 0 }
        let starts = heads.map(motionAtStart)
        var pairs: [Assignment.Pair] = []
        for (row, tail) in tails.enumerated() {
            let end = motionAtEnd(of: tail)
            let reach = min(
                pass.rule == .standing ? Self.longestStand : longestGap,
                pass.frames * end.frame + end.frame / 2)
            var column = starts.partitioningIndex { $0.time > end.time }
            while column < heads.count, starts[column].time.microseconds - end.time.microseconds <= reach {
                if let cost = cost(from: end, to: starts[column], looks: looks(tail, heads[column]), pass: pass) {
                    pairs.append(Assignment.Pair(row: row, column: column, gain: Int(pass.limit - cost)))
                }
                column += 1
            }
        }
        assignment.solve(rowCount: tails.count, columnCount: heads.count, pairs: pairs)
        let contested = pass.lead > 0 ? contestedRows(pairs, lead: pass.lead, assignment: assignment) : []
        for row in tails.indices where assignment.columns[row] >= 0 && !contested.contains(row) {
            connect(tails[row], heads[assignment.columns[row]])
        }
    }

    private func cost(from end: Motion, to start: Motion, looks: Int64, pass: Pass) -> Int64? {
        switch pass.rule {
        case .likely: linkCost.cost(from: end, to: start, looks: looks, limit: pass.limit)
        case .straight: linkCost.straightCost(from: end, to: start, looks: looks, limit: pass.limit)
        case .standing: linkCost.standingCost(from: end, to: start, looks: looks, limit: pass.limit)
        }
    }

    private func looks(_ one: Int, _ other: Int) -> Int64 {
        Int64(tracklets[one].appearance.distance(to: tracklets[other].appearance)) * 20
    }

    /// Returns the rows whose link leads another link of its row or column by too little.
    private func contestedRows(_ pairs: [Assignment.Pair], lead: Int, assignment: Assignment) -> Set<Int> {
        var gains: [Int: Int] = [:]
        for pair in pairs where assignment.columns[pair.row] == pair.column { gains[pair.row] = pair.gain }
        var contested: Set<Int> = []
        for pair in pairs where assignment.columns[pair.row] != pair.column {
            for row in [pair.row, assignment.rows[pair.column]] where row >= 0 {
                if let gain = gains[row], gain - pair.gain < lead { contested.insert(row) }
            }
        }
        return contested
    }
}
