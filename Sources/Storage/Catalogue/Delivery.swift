package import Chronology
package import Footage

/// How a file came to the site. Unknown fields are empty.
package struct Delivery: Hashable, Sendable {
    /// The file's name at delivery.
    package let originalName: String
    package let by: String
    package let at: Timestamp?
    /// The seal of the evidence bag or medium.
    package let seal: String
    /// For example a disk and its number.
    package let medium: String

    package init(originalName: String, by: String, at: Timestamp?, seal: String, medium: String) {
        self.originalName = originalName
        self.by = by
        self.at = at
        self.seal = seal
        self.medium = medium
    }
}

/// A delivery as stored in the catalogue.
package struct RecordedDelivery: Hashable, Sendable {
    package let recording: RecordingID
    package let delivery: Delivery
    package let recordedAt: Timestamp
    package let recordedBy: String
}
