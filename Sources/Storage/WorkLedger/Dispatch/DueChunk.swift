package import Planning

/// A chunk whose ticket is due.
package struct DueChunk: Hashable, Sendable {
    package let chunk: ChunkID
    package let review: ReviewID
    package let urgency: Urgency
    /// Counts the chunk's tickets.
    package let dispatch: Int
    /// The epoch of its last attempt.
    package let epoch: Int
    /// Whether its ticket has waited too long in a queue that workers read.
    package let isOverdue: Bool

    package init(
        chunk: ChunkID, review: ReviewID, urgency: Urgency = .normal, dispatch: Int = 1, epoch: Int,
        isOverdue: Bool = false
    ) {
        self.chunk = chunk
        self.review = review
        self.urgency = urgency
        self.dispatch = dispatch
        self.epoch = epoch
        self.isOverdue = isOverdue
    }
}
