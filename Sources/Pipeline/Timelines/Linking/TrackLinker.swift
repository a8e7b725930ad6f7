package import Analysis
import Chronology
import Footage

/// Links the tracklets of one camera into tracks, looking both ways in time.
///
/// A pure function of the tracklets and the profile, for both foreground patches and a detector's boxes:
///
/// 1. `ChainBuilder` links tracklets into chains in passes from short gaps to long ones, so that motion becomes better
///    known with each pass (the hierarchy of Huang, Wu and Nevatia, "Robust object tracking by hierarchical association
///    of detection responses", ECCV 2008). A link costs minus the logarithm of its odds (`LinkCost`), based on the
///    motion on both sides of the gap and on which objects may hide others. Each pass takes the best set of links: the
///    assignment form of the network of Zhang, Li and Nevatia, "Global data association for multi-object tracking using
///    network flows", CVPR 2008. Speeds are fitted to observations, not to a filter's predictions (as in Cao and
///    others, "Observation-centric SORT", CVPR 2023). The last passes link objects that moved straight on, or stood
///    still, while unseen, if no other object fits.
/// 2. Foreground that merged into another patch is continued where it comes out (`MergeRider`).
/// 3. Paths are smoothed, and gaps are filled by straight lines (`PathSmoother`, `Chain`).
/// 4. Chains that are not objects are dropped: by `SteadinessFilter` and `PresenceFilter` for foreground, by
///    `ChanceFilter` for a detector's boxes, and by `PartFilter` for parts and duplicates of other objects.
///
/// Costs are relative to sizes, to an object's own speed and to frames, so footage of any rate and scale has the same
/// odds. No step looks beyond the longest gap, so the work grows linearly with the length of the footage.
package enum TrackLinker {
    /// - Parameter source: the source of the boxes. A foreground object must move and must not be part of another. A
    ///   detector's objects may stand still, but must be confident enough compared with the others.
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
