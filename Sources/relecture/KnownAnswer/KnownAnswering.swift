import Analysis
import ChunkPlanning
import Footage
import Foundation
import Intake
import Storage
import Timelines
import Worker

/// Reviews the site's labelled clips as a review's chunks are: same profile, same child process, same linking.
struct KnownAnswering: Sendable {
    let database: Database
    let sandbox: SandboxOptions

    /// Answers what was measured, clip by clip; it is stored beside the review.
    func run(for id: ReviewID) async throws -> [KnownAnswerResult] {
        let review = try await database.review(id)
        let clips = try await database.knownAnswerClips()
        guard !clips.isEmpty else {
            throw CommandError("the site has no labelled clip: add some with `relecture known-answer add`")
        }
        try await sandbox.check()
        let profile = try JSONDecoder().decode(AnalysisProfile.self, from: Data(review.profile.utf8))
        var results: [KnownAnswerResult] = []
        for clip in clips {
            let score = try await score(clip, profile.settings(for: clip.camera))
            try await database.store(score, on: clip, of: id, build: Build.version)
            results.append(KnownAnswerResult(camera: clip.camera, light: clip.light, score: score))
        }
        return results
    }

    private func score(_ clip: KnownAnswerClip, _ profile: AnalysisProfile) async throws -> KnownAnswerScore {
        let probed = try await KnownAnswering.probe(clip.path, sandbox)
        guard probed.digests.hexadecimal == clip.digest else {
            throw CommandError(
                "\(clip.path) is not the clip that was labelled: restore it, or add it again with new labels")
        }
        let reviewer = ChildReviewer(walls: try sandbox.walls())
        var tracklets: [Tracklet] = []
        var coverage: [CoverageSpan] = []
        for assignment in BenchFootage(probed).assignments(of: .standard, profile: profile) {
            let found = try await reviewer.review(assignment)
            tracklets += found.tracklets
            coverage += found.coverage
        }
        let labels = try JSONDecoder().decode([KnownPresence].self, from: Data(clip.labels.utf8))
        return KnownAnswerScore(
            labels: labels, tracks: TrackLinker.link(tracklets, profile: profile), origin: .epoch,
            analysed: coverage.duration(in: .analysed))
    }

    static func probe(_ path: String, _ sandbox: SandboxOptions) async throws -> ProbedFootage {
        try await SandboxedProbe(sandbox.probeWalls(), start: .epoch).probe(path: path)
    }
}
