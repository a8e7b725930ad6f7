package import Chronology
import Footage

/// A file that a camera's findings rest on, as an editing program has to know it.
package struct TimelineMedium: Hashable, Sendable {
    package let name: String
    /// Where it is: a URL or a path relative to the footage store.
    package let location: String
    package let digest: String
    /// From its first picture to the end of the last.
    package let span: TimeSpan
    /// What the review used of it.
    package let pieces: [TimeSpan]

    package init(name: String, location: String, digest: String, span: TimeSpan, pieces: [TimeSpan]) {
        self.name = name
        self.location = location
        self.digest = digest
        self.span = span
        self.pieces = pieces
    }
}
