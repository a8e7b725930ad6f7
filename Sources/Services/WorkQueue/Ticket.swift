import AMQP
package import Planning

/// A message that says "look at this chunk". The work itself is defined in the database.
///
/// Lost, repeated or late tickets are harmless, because a chunk is worked on only after it has been claimed in the
/// database.
package struct Ticket: Sendable, Hashable {
    /// The version of the message and its queues.
    package static let protocolVersion = 1
    /// Maximum size of an encoded ticket, in bytes.
    package static let sizeLimit = 1024

    /// The review's id, opaque; at most 256 bytes.
    package let review: String
    package let chunk: ChunkID
    package let urgency: Urgency
    /// Counts the dispatches of the chunk. A resent ticket keeps the number of its first sending.
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

/// A ticket taken from its queue and not yet acknowledged.
package struct TicketDelivery: Sendable {
    package let ticket: Ticket
    let delivery: Delivery

    /// Whether the broker has delivered it before.
    package var isRedelivered: Bool { delivery.isRedelivered }
}

/// The reason why a message is not one of our tickets.
package enum TicketError: Error, Sendable, Equatable {
    case tooLarge(bytes: Int)
    /// Not a ticket's JSON; holds the reason.
    case malformed(String)
    /// Another protocol version: sent by an older or newer coordinator.
    case foreignVersion(Int)
}

extension TicketError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooLarge(let bytes): "a ticket of \(bytes) bytes, more than \(Ticket.sizeLimit)"
        case .malformed(let reason): "not a ticket: \(reason)"
        case .foreignVersion(let version):
            "a ticket of protocol version \(version), this node speaks \(Ticket.protocolVersion)"
        }
    }
}
