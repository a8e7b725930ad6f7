package import Chronology
import Footage

/// What a clip actually contains.
package struct ClipFacts: Hashable, Sendable {
    /// When the first and last pictures are shown, in recording time.
    package let first: Timestamp
    package let last: Timestamp
    package let pictures: Int
}
