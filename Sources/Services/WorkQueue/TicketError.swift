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
