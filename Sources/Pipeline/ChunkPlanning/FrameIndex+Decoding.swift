package import Footage

extension FrameIndex {
    /// Where decoding must begin so that a picture comes out as in continuous decoding: its group's keyframe, or, in a
    /// gradual refresh, an earlier one. Nil where there is none: such pictures cannot be decoded.
    package func decodingStart(for ordinal: Int) -> Int? {
        startingGroup(for: ordinal).map { keyframes[$0] }
    }

    private func startingGroup(for ordinal: Int) -> Int? {
        group(of: ordinal).flatMap { startingGroups[$0] }
    }

    /// Where the decoder must be started anew for a picture, lest its bits depend on what was decoded before; nil where
    /// decoding may just go on.
    package func restart(for ordinal: Int) -> Int? {
        guard let start = startingGroup(for: ordinal).map({ keyframes[$0] }), entries[start].isGradual else {
            return nil
        }
        return start
    }

    /// The group of pictures that a picture belongs to, as a place in `keyframes`: that of the last keyframe, in decoding
    /// order, that is shown no later than it.
    ///
    /// Pictures that follow a keyframe in the file but are shown before it lean on the group before, so a keyframe
    /// shown later than the wanted picture does not count.
    func group(of ordinal: Int) -> Int? {
        let pts = entries[ordinal].pts
        let later = keyframes.partitioningIndex { $0 > ordinal }
        return keyframes[..<later].lastIndex { entries[$0].pts <= pts }
    }

    /// Where packets are fed to the decoder from, for a picture: `decodingStart`, or one keyframe earlier where pictures
    /// are shown before that keyframe that follow it in the file.
    ///
    /// These cannot be decoded without the group before. A decoder withholds them, and when it is drained right after
    /// them it takes the first one that it withholds for the end of the stream and loses the keyframe too.
    package func feedingStart(for ordinal: Int) -> Int? {
        guard let group = startingGroup(for: ordinal) else { return nil }
        let start = keyframes[group]
        let isOpen = start + 1 < entries.count && entries[start + 1].pts < entries[start].pts
        return isOpen && group > 0 ? keyframes[group - 1] : start
    }

    /// The last packet that must be decoded for the verdict on a picture: whatever is shown before it may tell of damage.
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
            let begin = feedingStart(for: ordinal) ?? ordinal
            first = min(first ?? begin, begin)
            last = ordinal
        }
        guard let first, let last else { return nil }
        return first...max(last, next ?? last)
    }
}
