import Operations
import Schema
import WorkLedger

/// Runs review checks for a worker and stores their results.
struct CheckRunner: Sendable {
    let database: Database
    let identity: WorkerIdentity
    let replayer: ChunkReplayer
    let scorer: KnownAnswerScorer

    /// Returns whether the result was stored. False means that the worker had lost the check.
    func run(_ check: ReviewCheck) async throws -> Bool {
        switch check.subject {
        case .double(let claim):
            let replay = try await replayer.compare(
                claim, worker: identity.name, host: identity.host, build: identity.build)
            return try await database.finish(check, by: identity, with: replay, of: claim)
        case .knownAnswer(let clip, let profile):
            let score = try await scorer.score(clip, profile: profile)
            return try await database.finish(check, by: identity, with: score, on: clip)
        }
    }
}
