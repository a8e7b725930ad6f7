package import Chronology
import Footage

/// A file that a camera's findings are based on, as an editing program needs to know it.
package struct TimelineMedium: Hashable, Sendable {
    package let name: String
    /// A URL, or a path relative to the footage store.
    package let location: String
    package let digest: String
    /// From the start of its first picture to the end of its last.
    package let span: TimeSpan
    /// The parts of the file that the review used.
    package let pieces: [TimeSpan]

    package init(name: String, location: String, digest: String, span: TimeSpan, pieces: [TimeSpan]) {
        self.name = name
        self.location = location
        self.digest = digest
        self.span = span
        self.pieces = pieces
    }
}
