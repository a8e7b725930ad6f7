package import Planning

/// A chunk taken back from a worker that fell silent or was restarted. The attempt counts.
package struct LostChunk: Hashable, Sendable {
    package let chunk: ChunkID
    package let review: ReviewID
    /// Of the lost attempt.
    package let epoch: Int
    /// The name of the worker that held it.
    package let owner: String
    /// Whether it was the last attempt; otherwise another one follows.
    package let isQuarantined: Bool

    package init(chunk: ChunkID, review: ReviewID, epoch: Int, owner: String, isQuarantined: Bool) {
        self.chunk = chunk
        self.review = review
        self.epoch = epoch
        self.owner = owner
        self.isQuarantined = isQuarantined
    }

    /// The state the chunk was left in.
    package var outcome: String { isQuarantined ? "quarantined" : "ready" }
}
