import AMQP

/// A ticket taken from its queue and not yet acknowledged.
package struct TicketDelivery: Sendable {
    package let ticket: Ticket
    let delivery: Delivery

    /// Whether the broker has given it out before.
    package var isRedelivered: Bool { delivery.isRedelivered }
}
