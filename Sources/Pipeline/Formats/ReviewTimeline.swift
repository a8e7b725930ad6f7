package import Footage
package import Timelines

/// A review's findings and what they are based on: the document behind every export.
package struct ReviewTimeline: Sendable {
    package let review: String
    package let requisition: String
    package let reference: String
    package let profileName: String
    package let profileDigest: String
    /// The number of areas of each camera's picture that the profile ignores; cameras without any are left out.
    package let ignoredAreas: [CameraID: Int]
    /// Sorted by camera.
    package let cameras: [CameraFindings]
    /// The profile's results on labelled clips of the site; not part of the findings.
    package let knownAnswers: [KnownAnswerResult]

    package init(
        review: String, requisition: String, reference: String, profileName: String, profileDigest: String,
        ignoredAreas: [CameraID: Int] = [:], cameras: [CameraFindings], knownAnswers: [KnownAnswerResult] = []
    ) {
        self.review = review
        self.requisition = requisition
        self.reference = reference
        self.profileName = profileName
        self.profileDigest = profileDigest
        self.ignoredAreas = ignoredAreas.filter { $0.value > 0 }
        self.cameras = cameras.sorted { $0.camera < $1.camera }
        self.knownAnswers = knownAnswers
    }

    package var isComplete: Bool { cameras.allSatisfy(\.isComplete) }
    package var hasHoles: Bool { cameras.contains(where: \.hasHoles) }
}
