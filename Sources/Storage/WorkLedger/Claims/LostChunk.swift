package import Planning

/// A chunk that was taken back from a worker that fell silent or was restarted; the attempt counts.
package struct LostChunk: Hashable, Sendable {
    package let chunk: ChunkID
    package let review: ReviewID
    /// Of the attempt that was lost.
    package let epoch: Int
    /// The name of the worker that had it.
    package let owner: String
    /// Whether it was the last attempt; else another one follows.
    package let isQuarantined: Bool

    package init(chunk: ChunkID, review: ReviewID, epoch: Int, owner: String, isQuarantined: Bool) {
        self.chunk = chunk
        self.review = review
        self.epoch = epoch
        self.owner = owner
        self.isQuarantined = isQuarantined
    }

    /// The state that it was left in.
    package var outcome: String { isQuarantined ? "quarantined" : "ready" }
}
