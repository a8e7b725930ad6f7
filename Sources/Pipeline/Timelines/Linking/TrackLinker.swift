package import Analysis
import Chronology
import Footage

/// Joins the tracklets of one camera into tracks, looking both ways in time.
///
/// A pure function of the tracklets and the profile, for patches of foreground and for a detector's boxes alike:
///
/// 1. `ChainBuilder` links tracklets to chains in passes, from short gaps to long ones, so that motion is known ever
/// better
///    (the hierarchy of Huang, Wu and Nevatia, "Robust object tracking by hierarchical association of detection
/// responses",
///    ECCV 2008). A link costs minus the logarithm of its odds (`LinkCost`), by the motion on both sides of the gap and
/// by
///    who may hide whom. Each pass takes the best links of all together: the assignment form of the network of Zhang,
/// Li and
///    Nevatia, "Global data association for multi-object tracking using network flows", CVPR 2008. Speeds are fitted to
/// what
///    was seen, not to a filter's guesses (as in Cao and others, "Observation-centric SORT", CVPR 2023). The last
/// passes
///    link what went straight on, and what stood still, unseen, where nobody else could be meant.
/// 2. Foreground that melted into another patch is taken up where it comes out (`MergeRider`).
/// 3. Paths are smoothed, and gaps are filled by straight lines (`PathSmoother`, `Chain`).
/// 4. What is no object is left out: `SteadinessFilter` and `PresenceFilter` for foreground, `ChanceFilter` for a
/// detector's boxes, and
///    `PartFilter` for parts and doubles of other objects.
///
/// Costs depend on sizes, on an object's own speed and on frames, so that footage of any rate and scale has the same
/// odds. Every step looks no farther than the longest gap: the work grows with the length of the footage.
package enum TrackLinker {
    /// - Parameter source: who found the boxes. Foreground has to move to be an object, and be none's part; a
    ///   detector's
    ///   objects may stand still, but must be sure enough next to the others.
    package static func link(
        _ tracklets: [Tracklet], profile: AnalysisProfile, source: DetectionSource = .foreground
    ) -> [Track] {
        let ordered = tracklets.sorted()
        var builder = ChainBuilder(ordered, profile: profile, source: source)
        let members = builder.chains()
        let smoother = PathSmoother(source: source)
        func chain(_ members: [Int]) -> Chain { Chain(members.map { ordered[$0] }, smooth: smoother.smoothed) }
        var chains: [Chain]
        switch source {
        case .foreground:
            let steadiness = SteadinessFilter()
            chains = members.filter { steadiness.isObject($0.map { ordered[$0] }) }.map(chain)
                .filter(PresenceFilter(profile: profile).isObject)
        case .detector: chains = members.filter(ChanceFilter(ordered).isObject).map(chain)
        }
        chains = PartFilter(source: source).wholes(of: chains)
        return chains.sorted { ($0.points[0], $0.end) < ($1.points[0], $1.end) }.enumerated().map { index, chain in
            Track(
                id: index + 1, span: TimeSpan(start: chain.points[0].time, end: chain.end), points: chain.points,
                confidence: chain.confidence)
        }
    }
}
