package import Chronology
import Footage

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
