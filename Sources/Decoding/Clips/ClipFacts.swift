package import Chronology
import Footage

/// What a clip really holds.
package struct ClipFacts: Hashable, Sendable {
    /// When its first and its last picture are shown, in the time of the recording.
    package let first: Timestamp
    package let last: Timestamp
    package let pictures: Int
}
