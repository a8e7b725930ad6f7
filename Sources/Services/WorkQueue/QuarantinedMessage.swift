import AMQP

/// A message that the broker put aside: given out too often, or no ticket at all.
package struct QuarantinedMessage: Sendable {
    /// The ticket, if it is one.
    package let ticket: Swift.Result<Ticket, TicketError>
    /// The broker's word: "rejected", "delivery_limit", "maxlen".
    package let reason: String
    /// The queue it lay in.
    package let queue: String
    let delivery: Delivery
}
