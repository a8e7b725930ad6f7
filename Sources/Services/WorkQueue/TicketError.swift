/// Why a message is no ticket of ours.
package enum TicketError: Error, Sendable, Equatable {
    case tooLarge(bytes: Int)
    /// Not the JSON of a ticket; what is wrong with it.
    case malformed(String)
    /// A ticket of another protocol version: sent by an older or newer coordinator.
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
