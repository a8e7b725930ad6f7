package import Formats
package import Planning
package import Schema
package import WorkLedger

/// Progress on the share of a review that is reviewed twice.
package struct DoubleReview: Sendable {
    package let share: Share
    /// Chunks of the share that have results.
    package let chosen: Int
    /// Chunks of the share that were replayed.
    package let replayed: Int
    /// Chunks of the share that were neither replayed nor given up.
    package let waiting: Int
    /// Chunks whose replay differs, among all replays of the review, including those outside the share.
    package let different: Int
    /// Chunks that workers could not replay, and why.
    package let failed: [(chunk: ChunkID, failure: String)]

    /// Nil if no share was requested and nothing was replayed.
    package init?(_ review: ReviewSummary, in database: Database) async throws {
        let replays = try await database.replays(of: review.id)
        guard review.doubleShare > 0 || !replays.isEmpty else { return nil }
        let epochs = try await database.acceptedEpochs(of: review.id)
        let share = ReplaySample.choose(Array(epochs.keys), share: review.doubleShare)
        // A chunk that was reviewed again since has a new result, which has not been compared yet.
        let current = replays.filter { epochs[$0.chunk] == $0.epoch }
        self.share = Share(tenThousandths: review.doubleShare)
        chosen = share.count
        let replayedChunks = Set(current.map(\.chunk))
        replayed = replayedChunks.intersection(share).count
        different = Set(current.filter { !$0.isEqual }.map(\.chunk)).count
        let failed = try await database.checks(of: review.id).compactMap { check in
            check.state == .failed ? check.chunk.map { (chunk: $0, epoch: check.epoch, failure: check.failure) } : nil
        }.filter { epochs[$0.chunk] == $0.epoch && !replayedChunks.contains($0.chunk) }
            .map { (chunk: $0.chunk, failure: $0.failure) }
        self.failed = failed
        waiting = Set(share).subtracting(replayedChunks).subtracting(failed.map(\.chunk)).count
    }

    package var json: CanonicalJSON {
        .object([
            "share": .tenThousandths(Int64(share.tenThousandths)), "chosen": .integer(Int64(chosen)),
            "replayed": .integer(Int64(replayed)), "different": .integer(Int64(different)),
            "failed": .array(
                failed.map { .object(["chunk": .integer($0.chunk.rawValue), "failure": .string($0.failure)]) }),
        ])
    }
}
