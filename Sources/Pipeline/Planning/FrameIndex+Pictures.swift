package import Footage

extension FrameIndex {
    /// Returns the picture shown at a moment, as an index into `entries`, and the packets it is decoded from. Times are
    /// microseconds from the start of the recording. Nil unless the scope has a picture there that can be decoded from
    /// a keyframe within the scope and without any packet after it.
    ///
    /// The packets begin with a keyframe. Pictures that follow it in the file but are shown before it may lie before
    /// the scope; the wanted picture does not depend on them.
    package func picture(shownAt moment: Int64, in scope: Range<Int64>) -> (ordinal: Int, packets: ClosedRange<Int>)? {
        let begun = entries.indices.filter { offset(of: entries[$0]) <= moment }
        guard let ordinal = begun.max(by: { entries[$0].pts < entries[$1].pts }) else { return nil }
        let time = offset(of: entries[ordinal])
        // A clip may begin late, but a picture cannot.
        guard scope.contains(time), let packets = clip(from: time, to: time + 1, in: scope), packets.contains(ordinal),
            packets.lowerBound == decodingStart(for: ordinal)
        else { return nil }
        return (ordinal, packets.lowerBound...ordinal)
    }
}
