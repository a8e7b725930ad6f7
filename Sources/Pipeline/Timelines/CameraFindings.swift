import Analysis
package import Chronology
package import Footage

/// All findings of a review about one camera: the part of the timeline covered by the digest.
package struct CameraFindings: Hashable, Sendable {
    package let camera: CameraID
    /// Source of the wall-clock times; see `Recording.clock`.
    package let clock: String
    /// Sorted, and without gaps over the whole scope.
    package let coverage: [CoverageSpan]
    package let activity: [TimeSpan]
    package let tracks: [Track]

    package init(
        camera: CameraID, clock: String, coverage: [CoverageSpan], activity: [TimeSpan], tracks: [Track]
    ) {
        self.camera = camera
        self.clock = clock
        self.coverage = coverage
        self.activity = activity
        self.tracks = tracks
    }

    /// Whether every moment in scope has its final state.
    package var isComplete: Bool { !coverage.contains { $0.state == .pending } }

    /// Whether part of the footage in scope was not reviewed and will not be. Gaps between recordings do not count.
    package var hasHoles: Bool {
        coverage.contains { $0.state == .undecodable || $0.state == .quarantined || $0.state == .skipped }
    }
}
