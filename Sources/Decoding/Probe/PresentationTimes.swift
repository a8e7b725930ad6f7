package import Footage

/// Builds the frame index from the packets. Presentation times are decided only here.
///
/// Timestamps are untrusted: the arithmetic wraps instead of trapping, and import rejects implausible results.
package struct PresentationTimes {
    let timeBase: TimeBase
    /// Ticks per picture as the header states them, if it does.
    let nominalFrameDuration: Int64?
    /// Whether the container states presentation times; if not, the ones that libav infers are ignored.
    let areStated: Bool

    package init(timeBase: TimeBase, nominalFrameDuration: Int64?, areStated: Bool) {
        self.timeBase = timeBase
        self.nominalFrameDuration = nominalFrameDuration
        self.areStated = areStated
    }

    /// Returns the frame index of pictures given in decoding order.
    package func index(of pictures: [CodedPicture]) -> FrameIndex {
        let isUntimed = !areStated || pictures.allSatisfy { $0.pts == nil }
        let step = frameDuration(of: pictures)
        var source = FrameIndex.Source.container
        var times: [Int64]
        if isUntimed {
            source = .synthesised
            times = synthesised(pictures, step: step)
        } else {
            times = stated(pictures, step: step, source: &source)
        }
        separateDuplicates(&times, source: &source)
        // Pictures hidden by an edit list get negative times.
        let shown = pictures.indices.filter { !pictures[$0].isHidden }
        let origin = (shown.isEmpty ? Array(pictures.indices) : shown).map { times[$0] }.min() ?? 0
        let entries = pictures.indices.map { place in
            FrameIndex.Entry(
                pts: times[place] &- origin, dts: pictures[place].dts ?? pictures[place].pts,
                position: pictures[place].position, isKeyframe: pictures[place].isKeyframe,
                isGradual: pictures[place].kind == .predicted)
        }
        return FrameIndex(
            timeBase: timeBase, source: source, entries: entries,
            lastDuration: lastDuration(pictures, times, step: step)
        ).markingRestarts()
    }

    /// Returns the usual distance between pictures: from the header, else from the packets, else the median of the
    /// times.
    private func frameDuration(of pictures: [CodedPicture]) -> Int64 {
        if let nominalFrameDuration { return nominalFrameDuration }
        let durations = pictures.compactMap(\.duration).sorted()
        if !durations.isEmpty { return durations[(durations.count - 1) / 2] }
        return medianInterval(pictures.compactMap(\.pts)) ?? 0
    }

    private func medianInterval(_ times: [Int64]) -> Int64? {
        let sorted = times.sorted()
        let intervals = zip(sorted, sorted.dropFirst()).map { $1 &- $0 }.filter { $0 > 0 }.sorted()
        return intervals.isEmpty ? nil : intervals[(intervals.count - 1) / 2]
    }

    /// Returns the last packet's own duration unless it is implausibly long.
    private func lastDuration(_ pictures: [CodedPicture], _ times: [Int64], step: Int64) -> Int64 {
        guard let last = times.indices.max(by: { times[$0] < times[$1] }) else { return 0 }
        let usual = medianInterval(times) ?? step
        guard let own = pictures[last].duration, own > 0 else { return usual }
        let twoSeconds = 2 * Int64(timeBase.denominator) / Int64(timeBase.numerator)
        return own > max(twoSeconds, 5 &* usual) ? usual : own
    }

    /// Makes times unique by moving the later of two equal pictures by one tick.
    private func separateDuplicates(_ times: inout [Int64], source: inout FrameIndex.Source) {
        let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
        for (before, place) in zip(order, order.dropFirst()) where times[place] <= times[before] {
            times[place] = times[before] &+ 1
            if source == .container { source = .repaired }
        }
    }
}
