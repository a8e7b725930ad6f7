import AMQP

/// A ticket taken from its queue and not yet acknowledged.
package struct TicketDelivery: Sendable {
    package let ticket: Ticket
    let delivery: Delivery

    /// Whether the broker has delivered it before.
    package var isRedelivered: Bool { delivery.isRedelivered }
}
