import Chronology
import Decoding
import Footage
import Operations
import Planning
import Schema
import Timelines
import Worker
import WorkLedger

/// Reviews the site's labelled clips with a review's profile on this machine.
struct KnownAnswering: Sendable {
    let database: Database
    let sandbox: SandboxOptions

    /// Answers what was measured, clip by clip; it is stored beside the review.
    func run(for id: ReviewID) async throws -> [KnownAnswerResult] {
        let review = try await database.review(id)
        if let warning = review.otherVersionWarning { StandardError.write(warning) }
        let clips = try await database.knownAnswerClips()
        guard !clips.isEmpty else { throw KnownAnswering.noClips }
        try await sandbox.check()
        let scorer = KnownAnswerScorer(walls: try sandbox.walls())
        var results: [KnownAnswerResult] = []
        for clip in clips {
            let score = try await scorer.score(clip, profile: review.profile)
            try await database.store(score, on: clip, of: id, build: BuildIdentity.current.line)
            results.append(KnownAnswerResult(camera: clip.camera, light: clip.light, score: score))
        }
        return results
    }

    static let noClips = CommandError("the site has no labelled clip: add some with `relecture known-answer add`")

    static func probe(_ path: String, _ sandbox: SandboxOptions) async throws -> ProbedFootage {
        try await SandboxedProbe(sandbox.probeWalls(), start: .epoch).probe(path: path)
    }
}
