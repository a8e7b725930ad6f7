/// Every coded picture of one video stream: when it is shown, whether decoding may start at it, where it lies in the
/// file.
///
/// Import builds it in the pass that hashes the file; from then on it is the truth about the stream's times. A worker
/// overwrites the timestamp of each packet with the index's, so footage whose container has none, or wrong ones, is
/// reviewed at the times that the index states (`source` tells where they came from).
package struct FrameIndex: Hashable, Sendable {
    /// One packet, in decoding order.
    package struct Entry: Hashable, Sendable {
        /// Presentation time in ticks of the time base; the first picture shown has 0.
        package let pts: Int64
        /// The container's own decoding time, raw: what its seek function understands. Nil where it has none.
        package let dts: Int64?
        /// Byte offset of the packet in the file, or nil where the demuxer does not know.
        package let position: Int64?
        /// Whether decoding may start at it.
        package let isKeyframe: Bool
        /// A keyframe at which a gradual refresh begins (H.264 recovery point): decoding may start at it, but pictures
        /// are whole only from the next keyframe on.
        package let isGradual: Bool
        /// A gradual keyframe before which the decoder is started anew, one keyframe back; see `markingRestarts`.
        package let isRestart: Bool

        package init(
            pts: Int64, dts: Int64?, position: Int64?, isKeyframe: Bool, isGradual: Bool = false,
            isRestart: Bool = false
        ) {
            self.pts = pts
            self.dts = dts
            self.position = position
            self.isKeyframe = isKeyframe
            self.isGradual = isKeyframe && isGradual
            self.isRestart = self.isGradual && isRestart
        }
    }

    /// Where the presentation times come from.
    package enum Source: String, Sendable, Codable {
        /// The container's own, unchanged but for the start offset.
        case container
        /// The container's own, made monotonic where they jumped back or were missing in places.
        case repaired
        /// None in the container: presentation order x the container's frame duration.
        case synthesised
    }

    package let timeBase: TimeBase
    package let source: Source
    /// In decoding order.
    package let entries: [Entry]
    /// The places of the keyframes in `entries`, ascending: a stream may have one in an hour.
    package let keyframes: [Int]
    /// For each keyframe the place in `keyframes` at which decoding of its group begins, which is its own but for
    /// gradual refreshes; nil where it cannot be decoded.
    package let startingGroups: [Int?]
    /// For each keyframe the place in `keyframes` at which the decoder of its unit starts; see `units`.
    package let units: [Int?]
    /// How long the last picture is shown, in ticks.
    package let lastDuration: Int64

    package init(timeBase: TimeBase, source: Source, entries: [Entry], lastDuration: Int64) {
        self.timeBase = timeBase
        self.source = source
        self.entries = entries
        keyframes = entries.indices.filter { entries[$0].isKeyframe }
        startingGroups = FrameIndex.startingGroups(of: keyframes, in: entries)
        units = FrameIndex.units(of: keyframes, in: entries, startingGroups: startingGroups, timeBase: timeBase)
        self.lastDuration = lastDuration
    }

    /// Microseconds from the start of the recording to the moment a picture is shown.
    package func offset(of entry: Entry) -> Int64 { timeBase.microseconds(ticks: entry.pts) }

    /// Microseconds from the start of the recording to the end of its last picture; 0 without pictures.
    package var duration: Int64 {
        guard let last = entries.lazy.map(\.pts).max() else { return 0 }
        return timeBase.microseconds(ticks: last + lastDuration)
    }
}
