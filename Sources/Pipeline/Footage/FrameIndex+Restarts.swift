import Chronology

/// Where a decoder is started anew.
///
/// What comes out of a decoder must not depend on where decoding began, or on how the work was cut. For a sound stream
/// codecs promise that from any keyframe on. They do not keep it for a damaged one (a spoilt picture may lean on one
/// that lies before the keyframe, and comes out well where that one happens to be there still), nor in the last bits
/// for a stream that is refreshed gradually. So every stream is always decoded in the same units, each by a decoder of
/// its own: from one keyframe to the next, and in gradual refreshes from every fourth, by a decoder that starts one
/// keyframe earlier.
extension FrameIndex {
    /// Keyframes to a unit of a gradual refresh: a fourth of the stream is decoded twice.
    private static let stretch = 4
    /// Least microseconds between the starts of two units: where keyframes are denser, a new decoder for each would
    /// cost more than the pictures.
    private static let leastUnit: Int64 = 500_000

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

    /// For each keyframe the place, among the keyframes, of the one that its pictures can be decoded from; nil where
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

    /// For each keyframe the place, among the keyframes, of the one that the decoder of its unit begins with.
    ///
    /// A whole keyframe begins a unit where it is the first one in its half second of the recording: a rule that any
    /// slice of the index from the start of a unit on gives the same answer to.
    static func units(of keyframes: [Int], in entries: [Entry], startingGroups: [Int?], timeBase: TimeBase) -> [Int?] {
        var units = startingGroups
        var last: Int64?
        for place in keyframes.indices {
            let entry = entries[keyframes[place]]
            let slot = timeBase.microseconds(ticks: entry.pts).flooredQuotient(by: leastUnit)
            if place > 0, slot == last, !entry.isGradual, !entries[keyframes[place - 1]].isGradual {
                units[place] = units[place - 1]
            }
            last = slot
        }
        return units
    }
}
