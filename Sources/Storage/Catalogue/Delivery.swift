package import Chronology
import Footage

/// How a file came to the site; what was not said is empty.
package struct Delivery: Hashable, Sendable {
    /// The file's name when it was delivered.
    package let originalName: String
    package let by: String
    package let at: Timestamp?
    /// Of the evidence bag or the medium.
    package let seal: String
    /// Such as a disk with its number.
    package let medium: String

    package init(originalName: String, by: String, at: Timestamp?, seal: String, medium: String) {
        self.originalName = originalName
        self.by = by
        self.at = at
        self.seal = seal
        self.medium = medium
    }
}
