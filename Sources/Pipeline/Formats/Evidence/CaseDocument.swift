package import Chronology
package import Footage

/// The content of a review's CASE graph: who ordered it, its files, the tools used, and the results.
package struct CaseDocument: Sendable {
    /// An imported file.
    package struct File: Sendable {
        package let id: String
        package let camera: CameraID
        package let name: String
        package let size: Int64
        /// SHA-256, hexadecimal.
        package let digest: String
        package let span: TimeSpan
        package let deliveries: [Delivery]

        package init(
            id: String, camera: CameraID, name: String, size: Int64, digest: String, span: TimeSpan,
            deliveries: [Delivery] = []
        ) {
            self.id = id
            self.camera = camera
            self.name = name
            self.size = size
            self.digest = digest
            self.span = span
            self.deliveries = deliveries
        }
    }

    /// A delivery of a file to the site.
    package struct Delivery: Sendable {
        package let by: String
        package let at: Timestamp?
        package let seal: String
        package let medium: String

        package init(by: String, at: Timestamp?, seal: String, medium: String) {
            self.by = by
            self.at = at
            self.seal = seal
            self.medium = medium
        }
    }

    package let timeline: ReviewTimeline
    /// Digest of the findings: `sha256:` and hexadecimal.
    package let digest: String
    package let authority: String
    package let build: String
    package let started: Timestamp
    package let ended: Timestamp?
    package let files: [File]

    package init(
        _ timeline: ReviewTimeline, digest: String, authority: String, build: String, started: Timestamp,
        ended: Timestamp?, files: [File]
    ) {
        self.timeline = timeline
        self.digest = digest
        self.authority = authority
        self.build = build
        self.started = started
        self.ended = ended
        self.files = files
    }
}
