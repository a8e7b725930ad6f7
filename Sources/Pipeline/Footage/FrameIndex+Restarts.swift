import Chronology

/// Decides where a new decoder is started.
///
/// A decoder's output must not depend on where decoding began or on how the work was cut. For an intact stream, codecs
/// guarantee this from any keyframe on. They do not for a damaged stream: a broken picture may reference one from
/// before the keyframe and decode well only while the decoder still has it. Nor do they guarantee the last bits of a
/// stream that is refreshed gradually. So every stream is always decoded in the same units, each with its own decoder:
/// from one keyframe to the next or, for gradual refreshes, from every fourth keyframe with a decoder that starts one
/// keyframe earlier.
extension FrameIndex {
    /// Keyframes per unit of a gradual refresh. A fourth of such a stream is decoded twice.
    private static let stretch = 4
    /// Shortest distance between the starts of two units, in microseconds. With denser keyframes, a new decoder for
    /// each would cost more than the pictures.
    private static let leastUnit: Int64 = 500_000

    /// Returns the index with every fourth gradual keyframe since the last whole one marked as a restart.
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

    /// Returns, for each keyframe, the place among the keyframes of the one its pictures can be decoded from; nil if
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

    /// Returns, for each keyframe, the place among the keyframes of the one where its unit's decoder starts.
    ///
    /// A whole keyframe begins a unit if it is the first one in its half second of the recording. This rule gives the
    /// same answer for any slice of the index that starts at a unit.
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
