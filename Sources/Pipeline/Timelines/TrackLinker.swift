package import Analysis
import Footage

/// Joins the tracklets of one camera into tracks, looking both ways in time.
///
/// A pure function of the tracklets and the profile.
package enum TrackLinker {
    /// - Parameter source: who found the boxes. Foreground has to move to be an object, and be none's part; a detector's
    ///   objects may stand still, but must be sure enough next to the others.
    package static func link(
        _ tracklets: [Tracklet], profile: AnalysisProfile, source: DetectionSource = .foreground
    ) -> [Track] {
        let ordered = tracklets.sorted()
        var builder = ChainBuilder(ordered, profile: profile, source: source)
        let members = builder.chains()
        let chains: [Chain]
        switch source {
        case .foreground:
            let filter = PresenceFilter(profile: profile)
            chains = filter.withoutParts(
                members.map { Chain($0.map { ordered[$0] }) }.filter { filter.isObject($0) })
        case .detector:
            let filter = ChanceFilter(ordered)
            chains = members.filter { filter.isObject($0) }.map { members in
                Chain(members.map { ordered[$0] }, smooth: PathSmoother.smoothed)
            }
        }
        return chains.sorted { ($0.points[0], $0.end) < ($1.points[0], $1.end) }.enumerated().map { index, chain in
            Track(
                id: index + 1, span: TimeSpan(start: chain.points[0].time, end: chain.end), points: chain.points,
                confidence: chain.confidence)
        }
    }
}
