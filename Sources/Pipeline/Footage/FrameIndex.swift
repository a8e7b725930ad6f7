/// All coded pictures of one video stream: when each is shown, whether decoding may start at it, and its position in
/// the file.
///
/// Import builds the index in the pass that hashes the file. From then on it is authoritative for the stream's times: a
/// worker overwrites each packet's timestamp with the index's. Footage whose container has missing or wrong timestamps
/// is therefore reviewed at the index's times (`source` tells where they came from).
package struct FrameIndex: Hashable, Sendable {
    /// One packet, in decoding order.
    package struct Entry: Hashable, Sendable {
        /// Presentation time in ticks of the time base; 0 for the first picture shown.
        package let pts: Int64
        /// The container's raw decoding time, as its seek function expects it. Nil if it has none.
        package let dts: Int64?
        /// Byte offset of the packet in the file; nil if the demuxer does not know it.
        package let position: Int64?
        /// Whether decoding may start at this packet.
        package let isKeyframe: Bool
        /// Whether a gradual refresh begins at this keyframe (H.264 recovery point): decoding may start here, but
        /// pictures are whole only from the next keyframe on.
        package let isGradual: Bool
        /// Whether a new decoder is started for this gradual keyframe, one keyframe earlier; see `markingRestarts`.
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

    /// The origin of the presentation times.
    package enum Source: String, Sendable, Codable {
        /// From the container, unchanged except for the start offset.
        case container
        /// From the container, made monotonic where they jumped back or were missing.
        case repaired
        /// Not in the container: presentation order x the container's frame duration.
        case synthesised
    }

    package let timeBase: TimeBase
    package let source: Source
    /// In decoding order.
    package let entries: [Entry]
    /// Indices of the keyframes in `entries`, ascending. There may be as few as one in an hour.
    package let keyframes: [Int]
    /// For each keyframe, the place in `keyframes` where decoding of its group begins: its own, except in gradual
    /// refreshes. Nil if the group cannot be decoded.
    package let startingGroups: [Int?]
    /// For each keyframe, the place in `keyframes` where its unit's decoder starts; see `units`.
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

    /// Returns the microseconds from the start of the recording until a picture is shown.
    package func offset(of entry: Entry) -> Int64 { timeBase.microseconds(ticks: entry.pts) }

    /// Microseconds from the start of the recording to the end of its last picture; 0 if it has no pictures.
    package var duration: Int64 {
        guard let last = entries.lazy.map(\.pts).max() else { return 0 }
        return timeBase.microseconds(ticks: last + lastDuration)
    }
}
