package import Chronology
import Footage

/// What a picture really shows.
package struct PictureFacts: Hashable, Sendable {
    /// When it is shown, by its timestamp, in the time of the recording.
    package let shown: Timestamp
    /// In pixels.
    package let width: Int
    package let height: Int
}
