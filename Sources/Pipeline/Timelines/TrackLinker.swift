package import Analysis
import Footage

/// Joins the tracklets of one camera into tracks, looking both ways in time.
///
/// A pure function of the tracklets and the profile. Tracklets are joined best pair first, where "best" weighs how far
/// each side's motion, carried on, misses the other, how much sizes and looks differ, and the time between. Pairs are
/// only formed within the profile's gap, so that the cost grows with the length of the footage and not with its square.
package enum TrackLinker {
    package static func link(_ tracklets: [Tracklet], profile: AnalysisProfile) -> [Track] {
        let ordered = tracklets.sorted()
        var chains = ChainBuilder(ordered, profile: profile).chains()
        let filter = PresenceFilter(profile: profile)
        chains = filter.withoutParts(chains.filter { filter.isObject($0) })
        return chains.sorted { ($0.points[0], $0.end) < ($1.points[0], $1.end) }.enumerated().map { index, chain in
            Track(
                id: index + 1, span: TimeSpan(start: chain.points[0].time, end: chain.end), points: chain.points,
                confidence: chain.confidence)
        }
    }
}
