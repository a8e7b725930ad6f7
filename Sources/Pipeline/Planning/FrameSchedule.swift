package import Chronology
package import Footage

/// The frames of a camera that a review uses, across all its files, in presentation order.
package struct FrameSchedule: Sendable {
    /// One recording's part of the schedule.
    package struct Source: Sendable {
        /// Wall-clock time of presentation time 0.
        package let start: Timestamp
        package let index: FrameIndex
        /// The stretches of the recording that the review uses. Nothing outside them is ever analysed.
        package let pieces: [TimeSpan]

        package init(start: Timestamp, index: FrameIndex, pieces: [TimeSpan]) {
            self.start = start
            self.index = index
            self.pieces = pieces
        }
    }

    /// Sorted by time.
    package let frames: [ScheduledFrame]

    package init(sources: [Source]) {
        frames = sources.enumerated().flatMap { FrameSchedule.frames(of: $1, at: $0) }
            .sorted { ($0.time, $0.source, $0.ordinal) < ($1.time, $1.source, $1.ordinal) }
    }

    /// Returns the frames whose presentation begins within a span.
    package func frames(in span: TimeSpan) -> ArraySlice<ScheduledFrame> {
        frames[position(of: span.start)..<position(of: span.end)]
    }

    private func position(of time: Timestamp) -> Int {
        frames.partitioningIndex { $0.time >= time }
    }

    private static func frames(of source: Source, at number: Int) -> [ScheduledFrame] {
        let entries = source.index.entries
        let shown = entries.indices.sorted { (entries[$0].pts, $0) < (entries[$1].pts, $1) }
        let end = source.start.advanced(byMicroseconds: source.index.duration)
        var frames: [ScheduledFrame] = []
        var piece = 0
        for (position, ordinal) in shown.enumerated() {
            let time = source.start.advanced(byMicroseconds: source.index.offset(of: entries[ordinal]))
            while piece < source.pieces.count, source.pieces[piece].end <= time { piece += 1 }
            guard piece < source.pieces.count else { break }
            guard source.pieces[piece].contains(time) else { continue }
            let next =
                position + 1 < shown.count
                ? source.start.advanced(byMicroseconds: source.index.offset(of: entries[shown[position + 1]])) : end
            frames.append(
                ScheduledFrame(
                    source: number, ordinal: ordinal, pts: entries[ordinal].pts, time: time,
                    shownUntil: max(time, min(next, source.pieces[piece].end)), isKeyframe: entries[ordinal].isKeyframe)
            )
        }
        return frames
    }
}

/// One frame that a review uses: the packet that holds it, and when it is shown.
package struct ScheduledFrame: Hashable, Sendable {
    /// Index of the recording in the list that the schedule was made from.
    package let source: Int
    /// Index of its packet in the recording's (slice of the) frame index, in decoding order.
    package let ordinal: Int
    /// Presentation time in ticks of the index; the decoder carries it from packet to frame.
    package let pts: Int64
    package let time: Timestamp
    /// When the next frame replaces it or its run of footage ends.
    package let shownUntil: Timestamp
    package let isKeyframe: Bool
}
