import Analysis
import Chronology
package import Decoding
import Foundation
import Planning
package import Timelines
package import WorkLedger

/// Reviews the site's labelled clips exactly as chunks of a review: same profile, same child process, same linking.
package struct KnownAnswerScorer: Sendable {
    private let probe: SandboxedProbe
    private let reviewer: ChildReviewer

    package init(walls: ReviewGuard) {
        self.init(reviewer: ChildReviewer(walls: walls), walls: walls)
    }

    package init(reviewer: ChildReviewer, walls: ReviewGuard) {
        self.reviewer = reviewer
        probe = SandboxedProbe(ProbeWalls(policy: walls.policy, account: walls.account), start: .epoch)
    }

    /// Compares what a profile finds in a clip with the clip's labels.
    ///
    /// - Parameter profile: Canonical JSON with the settings of all cameras.
    /// - Throws: `ReviewFailure`, `IntakeFailure` if the file cannot be read as a clip, or `CancellationError`.
    package func score(_ clip: KnownAnswerClip, profile: String) async throws -> KnownAnswerScore {
        let profile = try JSONDecoder().decode(AnalysisProfile.self, from: Data(profile.utf8)).settings(
            for: clip.camera)
        let probed = try await probe.probe(path: clip.path)
        guard probed.digests.hexadecimal == clip.digest else {
            throw ReviewFailure(
                .permanent, "wrong-file",
                "\(clip.path) is not the clip that was labelled: restore it, or add it again with new labels")
        }
        var tracklets: [Tracklet] = []
        var coverage: [CoverageSpan] = []
        for assignment in LoneFootage(probed).assignments(of: .standard, profile: profile) {
            let found = try await reviewer.review(assignment)
            tracklets += found.tracklets
            coverage += found.coverage
        }
        let labels = try JSONDecoder().decode([KnownPresence].self, from: Data(clip.labels.utf8))
        return KnownAnswerScore(
            labels: labels, tracks: TrackLinker.link(tracklets, profile: profile), origin: .epoch,
            analysed: coverage.duration(in: .analysed))
    }
}
