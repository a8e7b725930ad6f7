package import Chronology
package import Footage

/// A delivery as stored in the catalogue.
package struct RecordedDelivery: Hashable, Sendable {
    package let recording: RecordingID
    package let delivery: Delivery
    package let recordedAt: Timestamp
    package let recordedBy: String
}
