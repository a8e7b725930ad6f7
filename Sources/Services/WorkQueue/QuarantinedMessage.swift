import AMQP

/// A message quarantined by the broker: delivered too often, or not a ticket.
package struct QuarantinedMessage: Sendable {
    /// The ticket, or the reason why the message is not one.
    package let ticket: Swift.Result<Ticket, TicketError>
    /// The broker's reason: "rejected", "delivery_limit", "maxlen".
    package let reason: String
    /// The queue it came from.
    package let queue: String
    let delivery: Delivery
}
