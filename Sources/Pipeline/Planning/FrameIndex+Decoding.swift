import Chronology
package import Footage

extension FrameIndex {
    /// Where decoding must begin so that a picture comes out as in continuous decoding: its group's keyframe, or, in a
    /// gradual refresh, an earlier one. Nil where there is none: such pictures cannot be decoded.
    package func decodingStart(for ordinal: Int) -> Int? {
        group(of: ordinal).flatMap { startingGroups[$0] }.map { keyframes[$0] }
    }

    /// Where a decoder of its own is started for a picture and all others of its unit: packets are fed to it from this
    /// keyframe on. Nil where there is none.
    ///
    /// Pictures that follow that keyframe in the file but are shown before it come out wrong, or not at all: they are
    /// another unit's.
    package func unitStart(for ordinal: Int) -> Int? {
        group(of: ordinal).flatMap { units[$0] }.map { keyframes[$0] }
    }

    /// The group of pictures that a picture belongs to, as a place in `keyframes`: that of the last keyframe, in
    /// decoding order, that is shown no later than it.
    ///
    /// Pictures that follow a keyframe in the file but are shown before it lean on the group before, so a keyframe
    /// shown later than the wanted picture does not count.
    func group(of ordinal: Int) -> Int? {
        let pts = entries[ordinal].pts
        let later = keyframes.partitioningIndex { $0 > ordinal }
        return keyframes[..<later].lastIndex { entries[$0].pts <= pts }
    }

    /// The last packet that must be decoded for the verdict on a picture: whatever is shown before it may tell of
    /// damage.
    package func decodingEnd(for ordinal: Int) -> Int {
        let pts = entries[ordinal].pts
        var end = ordinal
        for later in entries.indices[(ordinal + 1)...] {
            if entries[later].pts <= pts { end = later } else if entries[later].isKeyframe { break }
        }
        return end
    }

    /// The index without what lies before one keyframe and after one packet; ordinals in it count from `first`.
    package func slice(_ ordinals: ClosedRange<Int>) -> FrameIndex {
        FrameIndex(timeBase: timeBase, source: source, entries: Array(entries[ordinals]), lastDuration: lastDuration)
    }

    /// The packets needed to decode every picture whose presentation begins within `from..<to` (microseconds from the
    /// start of the recording), and the picture shown next, which ends the last of them; nil where there is none.
    package func decodingRange(from: Int64, to: Int64) -> ClosedRange<Int>? {
        var (first, last, next): (Int?, Int?, Int?) = (nil, nil, nil)
        for (ordinal, entry) in entries.enumerated() {
            let offset = offset(of: entry)
            if offset >= to, entry.pts < next.map({ entries[$0].pts }) ?? .max { next = ordinal }
            guard offset >= from, offset < to else { continue }
            let begin = unitStart(for: ordinal) ?? ordinal
            first = min(first ?? begin, begin)
            last = ordinal
        }
        guard let first, let last else { return nil }
        return first...max(last, next ?? last)
    }
}
