package import Planning

/// A chunk whose ticket is due.
package struct DueChunk: Hashable, Sendable {
    package let chunk: ChunkID
    package let review: ReviewID
    package let urgency: Urgency
    /// Counts the tickets of the chunk.
    package let dispatch: Int
    /// Of its last attempt.
    package let epoch: Int
    /// It has a ticket in a queue that workers look into, which nobody has taken for long.
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
