package import Chronology
import Footage

/// One frame that a review uses: which packet holds it, and when it is shown.
package struct ScheduledFrame: Hashable, Sendable {
    /// Position of the recording in the list that the schedule was made for.
    package let source: Int
    /// Position of its packet in the recording's (slice of the) frame index, in decoding order.
    package let ordinal: Int
    /// Presentation time in ticks of the index: what the decoder carries from packet to frame.
    package let pts: Int64
    package let time: Timestamp
    /// When the next frame takes its place, or its run of footage ends.
    package let shownUntil: Timestamp
    package let isKeyframe: Bool
}
