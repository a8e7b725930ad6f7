package import Footage

/// The progress of reviewing one labelled clip beside a review.
package struct ClipCheck: Hashable, Sendable {
    package let camera: CameraID
    package let light: String
    /// As it was added.
    package let path: String
    package let state: CheckState
    /// Why the last attempt failed; empty if none did.
    package let failure: String
    /// Whether a result for the current labels exists, from any source.
    package let isMeasured: Bool
}
