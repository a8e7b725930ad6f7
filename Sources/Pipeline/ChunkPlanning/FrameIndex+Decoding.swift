package import Footage

extension FrameIndex {
    /// Where decoding must begin so that a picture comes out as in continuous decoding: the last keyframe, in decoding
    /// order, that is shown no later than it. Nil where no keyframe comes before: such pictures cannot be decoded.
    ///
    /// Pictures that follow a keyframe in the file but are shown before it lean on the group before, so a keyframe
    /// shown later than the wanted picture is no place to start.
    package func decodingStart(for ordinal: Int) -> Int? {
        let pts = entries[ordinal].pts
        return (0...ordinal).last { entries[$0].isKeyframe && entries[$0].pts <= pts }
    }

    /// The index without what lies before one keyframe and after one packet; ordinals in it count from `first`.
    package func slice(_ ordinals: ClosedRange<Int>) -> FrameIndex {
        FrameIndex(timeBase: timeBase, source: source, entries: Array(entries[ordinals]), lastDuration: lastDuration)
    }

    /// The packets needed to decode every picture whose presentation begins within `from..<to` (microseconds from the
    /// start of the recording); nil where there is none.
    package func decodingRange(from: Int64, to: Int64) -> ClosedRange<Int>? {
        var (first, last): (Int?, Int?) = (nil, nil)
        for (ordinal, entry) in entries.enumerated() {
            let offset = offset(of: entry)
            guard offset >= from, offset < to else { continue }
            let begin = decodingStart(for: ordinal) ?? ordinal
            first = min(first ?? begin, begin)
            last = ordinal
        }
        guard let first, let last else { return nil }
        return first...last
    }
}
