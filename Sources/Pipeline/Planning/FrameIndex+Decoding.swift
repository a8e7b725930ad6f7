import Chronology
package import Footage

extension FrameIndex {
    /// Returns where decoding must begin for a picture to come out as in continuous decoding: its group's keyframe or,
    /// in a gradual refresh, an earlier one. Nil if there is none; such pictures cannot be decoded.
    package func decodingStart(for ordinal: Int) -> Int? {
        group(of: ordinal).flatMap { startingGroups[$0] }.map { keyframes[$0] }
    }

    /// Returns the keyframe where the decoder for a picture's unit is started and from which packets are fed to it. Nil
    /// if there is none.
    ///
    /// Pictures that follow that keyframe in the file but are shown before it belong to another unit: here they come
    /// out wrong or not at all.
    package func unitStart(for ordinal: Int) -> Int? {
        group(of: ordinal).flatMap { units[$0] }.map { keyframes[$0] }
    }

    /// Returns the group of pictures that a picture belongs to, as a place in `keyframes`: that of the last keyframe,
    /// in decoding order, that is shown no later than the picture.
    ///
    /// Pictures that follow a keyframe in the file but are shown before it depend on the group before, so keyframes
    /// shown later than the picture do not count.
    func group(of ordinal: Int) -> Int? {
        let pts = entries[ordinal].pts
        let later = keyframes.partitioningIndex { $0 > ordinal }
        return keyframes[..<later].lastIndex { entries[$0].pts <= pts }
    }

    /// Returns the last packet to decode before judging a picture: any picture shown before it may reveal damage.
    package func decodingEnd(for ordinal: Int) -> Int {
        let pts = entries[ordinal].pts
        var end = ordinal
        for later in entries.indices[(ordinal + 1)...] {
            if entries[later].pts <= pts { end = later } else if entries[later].isKeyframe { break }
        }
        return end
    }

    /// Returns the entries from a keyframe to a packet as an index of their own; its ordinals count from the first one.
    package func slice(_ ordinals: ClosedRange<Int>) -> FrameIndex {
        FrameIndex(timeBase: timeBase, source: source, entries: Array(entries[ordinals]), lastDuration: lastDuration)
    }

    /// Returns the packets needed to decode every picture whose presentation begins within `from..<to` (microseconds
    /// from the start of the recording), and the next picture shown, which ends the last of them. Nil if there are
    /// none.
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
