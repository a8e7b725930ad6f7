package import Chronology
import Footage

/// What a picture actually shows.
package struct PictureFacts: Hashable, Sendable {
    /// Presentation time of the picture, in recording time.
    package let shown: Timestamp
    /// Size in pixels.
    package let width: Int
    package let height: Int
}
