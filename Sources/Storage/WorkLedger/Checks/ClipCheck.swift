package import Footage

/// How far the review of one labelled clip is that was asked for beside a review.
package struct ClipCheck: Hashable, Sendable {
    package let camera: CameraID
    package let light: String
    /// As it was added.
    package let path: String
    package let state: CheckState
    /// Why the last attempt came to nothing; empty where none did.
    package let failure: String
    /// Whether there is a result by the present labels, whoever made it.
    package let isMeasured: Bool
}
