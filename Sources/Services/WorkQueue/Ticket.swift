package import Planning

/// A message that says "look at this chunk". It holds no work: the database does.
///
/// Lost, repeated or late tickets are harmless, because a chunk is worked on only after a claim in the database.
package struct Ticket: Sendable, Hashable {
    /// The version of the message and of its queues.
    package static let protocolVersion = 1
    /// No encoded ticket is larger, in bytes.
    package static let sizeLimit = 1024

    /// The review's id, opaque; at most 256 bytes.
    package let review: String
    package let chunk: ChunkID
    package let urgency: Urgency
    /// Counts the dispatches of the chunk: a ticket sent again has the number of its first sending.
    package let sequence: Int64

    package init(review: String, chunk: ChunkID, urgency: Urgency, sequence: Int64) {
        self.review = review
        self.chunk = chunk
        self.urgency = urgency
        self.sequence = sequence
    }

    /// The same for every sending of one dispatch.
    package var messageID: String { "\(chunk):\(sequence)" }
}
