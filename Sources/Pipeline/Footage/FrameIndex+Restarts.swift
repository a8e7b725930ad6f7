/// Where a stream that is refreshed gradually is decoded anew.
///
/// Encoders promise that a picture is exact once a whole refresh has passed, and do not always keep it: what comes out can
/// depend, in the last bits, on where decoding began. So that it never depends on how the work was cut, such a stream is
/// always decoded in the same stretches, each by a decoder that starts one keyframe earlier.
extension FrameIndex {
    /// Keyframes to a stretch: a fourth of the stream is decoded twice.
    private static let stretch = 4

    /// The index with every fourth gradual keyframe since the last whole one marked as a restart.
    package func markingRestarts() -> FrameIndex {
        guard entries.contains(where: \.isGradual) else { return self }
        var place = 0
        let marked = entries.map { entry in
            guard entry.isKeyframe else { return entry }
            place = entry.isGradual ? place + 1 : 0
            return Entry(
                pts: entry.pts, dts: entry.dts, position: entry.position, isKeyframe: true, isGradual: entry.isGradual,
                isRestart: entry.isGradual && place % FrameIndex.stretch == 0)
        }
        return FrameIndex(timeBase: timeBase, source: source, entries: marked, lastDuration: lastDuration)
    }

    /// For each keyframe the place, among the keyframes, of the one that decoding of its group begins with; nil where
    /// there is none.
    static func startingGroups(of keyframes: [Int], in entries: [Entry]) -> [Int?] {
        var start: Int?
        return keyframes.indices.map { place in
            let entry = entries[keyframes[place]]
            if !entry.isGradual {
                start = place
            } else if entry.isRestart {
                start = place > 0 ? place - 1 : nil
            } else if start == nil, place > 0 {
                start = 0
            }
            return start
        }
    }
}
